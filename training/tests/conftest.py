"""Tests run on one thread with deterministic kernels, as runs do."""

import json
from pathlib import Path

import pytest

from organisms.read_bundle import BundleReader
from organisms.results import Texts, generate
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


@pytest.fixture(scope="session")
def committed(bundle_folder: Path) -> Texts:
    """What the committed records give, generated anew."""
    return generate(bundle_folder)


@pytest.fixture(scope="session")
def results(committed: Texts) -> dict:
    return json.loads(committed.data)
