"""What a scenario sets, and the headline numbers of many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.headline import Pairs, headlines
from model.market.calibration import stacked
from model.parameter import Fault, Invalid, Value
from model.policy import Policy
from model.simulate import run


@dataclass(frozen=True)
class Setting:
    """Hold what a scenario sets: the policy and what is assumed."""

    policy: Policy
    assumptions: Assumptions

    @property
    def levers(self) -> dict[str, Value]:
        """Return every lever and assumption by name."""
        return dict(self.policy) | dict(self.assumptions)

    def taking(self, values: Mapping[str, Value]) -> "Setting":
        """Return the setting with some values changed, checked anew; raise `Invalid` with the faults of both."""
        policy = {name: value for name, value in values.items() if name in Policy.model_fields}
        assumed = {name: value for name, value in values.items() if name not in policy}
        faults: list[Fault] = []
        chosen, disputed = self.policy, self.assumptions
        try:
            chosen = self.policy.but(**policy) if policy else self.policy
        except Invalid as invalid:
            faults += invalid.faults
        try:
            disputed = self.assumptions.but(**assumed) if assumed else self.assumptions
        except Invalid as invalid:
            faults += invalid.faults
        if faults:
            raise Invalid(faults)
        return Setting(chosen, disputed)


def of_settings(reference: Policy, baseline: Baseline, settings: Sequence[Setting]) -> dict[str, Pairs]:
    """Return the headline numbers of settings [N], beside one run of the reference for each world they assume."""
    worlds = [(one.policy.decision, one.assumptions) for one in settings]
    apart = {world: place for place, world in enumerate(dict.fromkeys(worlds))}
    sets = [one.assumptions for one in settings] + [assumed for _, assumed in apart]
    policies = [one.policy for one in settings] + [reference] * len(apart)
    decisions = [decision for decision, _ in [*worlds, *apart]]
    outcome, _, _ = run(policies, sets, baseline, decisions)
    beside = np.array([len(settings) + apart[world] for world in worlds])
    return headlines(outcome, beside, stacked(sets), baseline)
