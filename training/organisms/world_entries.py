"""The manifest's entries that no run decides: tasks and families."""

from .bundle_writer import BundleWriter
from .families import CONTEXT_LENGTH, TITLES, new_model
from .graph import INPUTS, OPSET, OUTPUT, export_graph
from .world import QUERY, TASKS, World


def task_entries(world: World) -> list[dict]:
    entries = []
    for task, explained in zip(TASKS, world.explained):
        entries.append(
            {
                "id": task.id,
                "title": task.title,
                "description": task.description,
                "template": task.template,
                "slots": [
                    {"name": name, "title": f"the user's {name}", "values": sorted(words)}
                    for name, words in task.slots.items()
                ],
                "entities": [
                    {"id": name, "split": "explained" if is_explained else "held-out", "values": values}
                    for (name, values), is_explained in zip(task.entities.items(), explained)
                ],
                "replies": [{"id": role, "title": title, "token": token} for role, title, token in task.replies],
                "cues": [
                    {"id": cue.id, "name": cue.id, "meaning": cue.meaning, "kind": cue.kind, "texts": list(cue.texts)}
                    for cue in task.cues
                ],
                "query": {**QUERY, "variants": []},
            }
        )
    return entries


def family_entry(writer: BundleWriter, family: str) -> dict:
    graph_path = writer.bundle / "graphs" / f"{family}.onnx"
    weights = export_graph(family, graph_path)
    model = new_model(family, seed=0)
    names = ("inputIds", "positionIds", "attentionMask", "readRow", "readCol")
    tokenizer = {
        **writer.asset(writer.bundle / "tokenizer" / "tokenizer.json"),
        "config": writer.asset(writer.bundle / "tokenizer" / "tokenizer_config.json"),
    }
    return {
        "id": family,
        "title": TITLES[family],
        "architecture": type(model).__name__,
        "config": model.config.to_diff_dict(),
        "contextLength": CONTEXT_LENGTH,
        "parameters": sum(weight.numel() for weight in model.parameters()),
        "tokenizer": tokenizer,
        "graph": {
            **writer.asset(graph_path),
            "opset": OPSET,
            "inputs": dict(zip(names, INPUTS)),
            "weights": weights,
            "output": OUTPUT,
        },
    }
