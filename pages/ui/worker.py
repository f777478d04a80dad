"""A process that computes what it is asked on standard input and answers on standard output; see `crew`."""

import os
import pickle  # read from the process that started this one, over its own pipe  # nosec B403
import sys

import model.simulate  # noqa: F401 -- read before the first question comes

KEPT = 4


def main() -> None:
    """Answer until the input ends.  A question names a function and carries it unless it was asked before.

    A server may be held to one core; those who compute for it take any.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    known = {}
    while True:
        try:
            name, function, item = pickle.load(questions)  # from the server that started it  # nosec B301
        except EOFError:
            return
        if function is not None:
            known = dict([*known.items()][1 - KEPT :]) | {name: function}
        try:
            answer = True, known[name](item)
        except Exception as error:
            answer = False, error
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
