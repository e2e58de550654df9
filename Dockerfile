FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

# The locked lists first: a change of ours does not install them again.
COPY requirements/pip.txt requirements/run.txt requirements/
RUN set -e; for list in pip run; do \
        python -m pip install --no-cache-dir --quiet --root-user-action=ignore --no-deps --require-hashes \
            --only-binary :all: --requirement requirements/$list.txt; \
    done

COPY bot.py ./
COPY content content
COPY mentorbot mentorbot

RUN useradd --system --uid 10001 mentorbot && install --directory --owner mentorbot data
USER mentorbot
VOLUME /app/data
EXPOSE 8080
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT') or 8080}/healthz\")"]
CMD ["python", "bot.py"]
