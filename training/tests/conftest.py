"""Tests run on one thread with deterministic kernels, as runs do."""

from pathlib import Path

import pytest

from organisms.read_bundle import BundleReader
from organisms.run import prepare_torch
from organisms.run_folder import BUNDLE

prepare_torch()


@pytest.fixture(scope="session")
def bundle_folder() -> Path:
    """The committed bundle."""
    return BUNDLE


@pytest.fixture(scope="session")
def reader(bundle_folder: Path) -> BundleReader:
    return BundleReader(bundle_folder)
