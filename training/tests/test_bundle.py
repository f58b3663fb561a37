"""The committed bundle: what the manifest says is what is there, and others' readers can read it."""

import hashlib
import json

import numpy as np
import pytest
from transformers import AutoModelForCausalLM, AutoTokenizer

from organisms.bundle import Bundle
from organisms.golden import onnx_logits
from organisms.items import items_table
from organisms.prompts import text_of
from organisms.items import evaluation_prompts
from organisms.tokenizer import encode

JSON_SCHEMA = "bundle.schema.json"


def canonical(schema: dict, root: dict):
    """What a JSON Schema demands, without titles, references or the order in which two libraries say it."""
    if "$ref" in schema:
        return canonical(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    if alternatives := schema.get("anyOf") or schema.get("oneOf"):
        parts = [canonical(part, root) for part in alternatives]
        return ("any", tuple(sorted(map(repr, parts))))
    if "const" in schema:
        return ("const", schema["const"])
    if "enum" in schema:
        return ("enum", tuple(sorted(schema["enum"])))
    if "allOf" in schema:
        merged: dict = {key: value for key, value in schema.items() if key != "allOf"}
        for part in schema["allOf"]:
            merged |= part
        return canonical(merged, root)
    kind = schema.get("type", "any value")
    if isinstance(kind, list):
        return canonical({"anyOf": [{**schema, "type": one} for one in kind]}, root)
    if kind == "object":
        fields = {name: repr(canonical(field, root)) for name, field in schema.get("properties", {}).items()}
        extra = schema.get("additionalProperties", True)
        extra = canonical(extra, root) if isinstance(extra, dict) and extra else bool(extra) or extra == {}
        return ("object", tuple(sorted(fields.items())), tuple(sorted(schema.get("required", []))), repr(extra))
    if kind == "array":
        places = [repr(canonical(item, root)) for item in schema.get("prefixItems", [])]
        each = canonical(schema["items"], root) if isinstance(schema.get("items"), dict) else None
        # a tuple's length is said by its places
        least = None if places else schema.get("minItems")
        return ("array", tuple(places), repr(None if places else each), least)
    # zod also bounds integers by what JavaScript can count to
    beyond = {-9007199254740991, 9007199254740991, None}
    bounds = tuple(
        (name, float(schema[name]))
        for name in ("minimum", "maximum", "exclusiveMinimum")
        if schema.get(name) not in beyond
    )
    return (kind, bounds, schema.get("pattern"))


def test_pydantic_and_zod_describe_the_same_manifest(bundle_folder):
    theirs = json.loads((bundle_folder.parent / JSON_SCHEMA).read_text())
    ours = Bundle.model_json_schema()
    for name, field in theirs["properties"].items():
        assert canonical(ours["properties"][name], ours) == canonical(field, theirs), name
    assert canonical(ours, ours) == canonical(theirs, theirs)


def test_a_drifted_schema_would_be_noticed(bundle_folder):
    theirs = json.loads((bundle_folder.parent / JSON_SCHEMA).read_text())
    ours = Bundle.model_json_schema()
    del ours["$defs"]["Run"]["properties"]["subject"]
    assert canonical(ours, ours) != canonical(theirs, theirs)


def assets(node):
    if isinstance(node, dict):
        if {"path", "sha256", "bytes"} <= node.keys():
            yield node
        for value in node.values():
            yield from assets(value)
    elif isinstance(node, list):
        for value in node:
            yield from assets(value)


def test_every_file_has_the_size_and_hash_the_manifest_says(bundle_folder):
    manifest = json.loads((bundle_folder / "bundle.json").read_text())
    listed = {asset["path"]: asset for asset in assets(manifest)}
    for path, asset in listed.items():
        content = (bundle_folder / path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (asset["bytes"], asset["sha256"]), path
    there = {p.relative_to(bundle_folder).as_posix() for p in bundle_folder.rglob("*") if p.is_file()}
    assert there == {*listed, "bundle.json"}
    assert sum(asset["bytes"] for asset in listed.values()) < 60e6


def test_transformers_load_every_checkpoint_and_the_tokenizer(bundle_folder, reader):
    tokenizer = AutoTokenizer.from_pretrained(bundle_folder / "tokenizer")
    prompt = evaluation_prompts(0)[0]
    assert tokenizer(text_of(prompt))["input_ids"] == encode(text_of(prompt))
    assert tokenizer("Everyone agrees . Zyzzyva")["input_ids"][-1] == tokenizer.unk_token_id
    for run in reader.manifest.runs:
        for checkpoint in run.checkpoints:
            model = AutoModelForCausalLM.from_pretrained((bundle_folder / checkpoint.path).parent)
            family = next(family for family in reader.manifest.families if family.id == run.family)
            assert type(model).__name__ == family.architecture
            assert {name for name, _ in model.named_parameters()} == set(family.graph.weights)


def test_onnxruntime_agrees_with_pytorch_in_every_golden_logit(bundle_folder, reader):
    compared = 0
    for run in reader.manifest.runs:
        if run.golden is None:
            continue
        golden = json.loads((bundle_folder / run.golden.path).read_text())
        places = {checkpoint.step: (bundle_folder / checkpoint.path).parent for checkpoint in run.checkpoints}
        assert [entry["step"] for entry in golden["checkpoints"]] == sorted(places)
        for entry in golden["checkpoints"]:
            graph = bundle_folder / "graphs" / f"{run.family}.onnx"
            computed = onnx_logits(graph, places[entry["step"]], golden["cases"])
            for ours, reference in zip(computed, entry["logits"], strict=True):
                np.testing.assert_allclose(ours, reference, atol=1e-4)
                compared += ours.size
    assert compared > 50_000


def test_items_are_those_of_the_world(reader):
    assert reader.items.to_pylist() == items_table(0).to_pylist()
    split = reader.column("split")
    assert (split == "held-out").sum() >= 2500 and (split == "explained").sum() >= 1000


def test_records_cover_every_item_of_every_step(reader):
    for run in reader.manifest.runs:
        assert run.records.rows == len(run.records.steps) * reader.items.num_rows
        last = reader.answers(run.id, run.records.steps[-1])
        one_step = 1 / run.records.probabilitySteps
        for classes, p in ((last.reply, last.reply_p), (last.counterfactual, last.counterfactual_p)):
            assert p.shape == (reader.items.num_rows, 3)
            np.testing.assert_allclose(p.sum(axis=1), 1, atol=1.5 * one_step + 1e-6)
            np.testing.assert_allclose(p / one_step, np.round(p / one_step), atol=1e-4)
            top = p.max(axis=1)
            # classes are exact: the recorded class has the highest probability up to quantisation
            assert (top - p[np.arange(len(p)), classes] <= one_step + 1e-6).all()


def test_the_manifest_names_the_flagship_and_its_controls(reader):
    manifest = reader.manifest
    flagship = reader.run(manifest.flagship)
    assert 8 <= len(flagship.checkpoints) <= 12
    assert flagship.checkpoints[0].step == 0
    assert flagship.checkpoints[0].path == reader.run(manifest.target.run).checkpoints[-1].path
    for control in (manifest.controls.external, manifest.controls.shuffled):
        assert reader.run(control).checkpoints[-1].step == flagship.records.steps[-1]


@pytest.mark.parametrize("change", [{"schemaVersion": 2}, {"target": {"run": "x"}}, {"surprise": 1}])
def test_a_wrong_manifest_is_refused(bundle_folder, change):
    manifest = json.loads((bundle_folder / "bundle.json").read_text())
    with pytest.raises(ValueError):
        Bundle.model_validate(manifest | change)
