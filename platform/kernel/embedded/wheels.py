"""Where the programs are: in wheels that are installed like any other dependency."""

from importlib.util import find_spec
from pathlib import Path


def package_folder(name: str) -> Path:
    """The folder of an installed package, found without running its code."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(
            f"the package {name} is not installed: run `make setup`, or set DATABASE_URL and REDIS_URL"
        )
    return Path(spec.origin).parent
