from tests.cohorts.conftest import school  # noqa: F401
