# The dashboard as one image: dependencies pinned with hashes, no root at run time.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 MALLOC_ARENA_MAX=2
WORKDIR /srv/common-ground

COPY deploy/requirements.lock .
RUN pip install --require-hashes -r requirements.lock && useradd --system --uid 900 --home-dir /srv/common-ground viewer

COPY app.py ./
COPY .streamlit .streamlit
COPY data data
COPY model model
COPY pages pages
RUN python -m data

USER 900
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD \
    ["python", "-c", "from urllib.request import urlopen; urlopen('http://localhost:8501/_stcore/health', timeout=2)"]
CMD ["python", "-m", "streamlit", "run", "app.py", "--server.port=8501", "--server.headless=true", \
     "--server.fileWatcherType=none"]
