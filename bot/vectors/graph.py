"""The encoder as an ONNX graph, written out from its weights: no torch, at build or later.

MiniLM-L6 is BERT with 6 layers of 384 numbers and 12 heads of attention (Devlin et al. 2018; Wang
et al. 2020); a sentence's vector is the mean of its word pieces' last layer, of length one. The
last layers are there twice: as they came, and as they read questions (``bot.vectors.tuned``).
"""

from __future__ import annotations

import logging
import math
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from bot.vectors.tuned import FIRST_MOVED, LAYERS, MEANING, QUESTION, moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

HEADS, WIDTH = 12, 384
OPSET, IR_VERSION = 17, 8


class _Graph:
    """Nodes and constants so far. Each method adds one and returns its name."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: object) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **settings: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **settings))
        return output

    def linear(self, x: str, weights: str, output: str) -> str:
        turned = self.constant(f"{weights}.w", self._weights[f"{weights}.weight"].T)
        added = self.constant(f"{weights}.b", self._weights[f"{weights}.bias"])
        return self.node("Add", [self.node("MatMul", [x, turned], f"{output}.x"), added], output)

    def normalised(self, x: str, weights: str, output: str) -> str:
        scale = self.constant(f"{weights}.g", self._weights[f"{weights}.weight"])
        shift = self.constant(f"{weights}.b", self._weights[f"{weights}.bias"])
        inputs = [x, scale, shift]
        return self.node("LayerNormalization", inputs, output, axis=-1, epsilon=1e-12)

    def per_head(self, x: str, output: str, order: list[int]) -> str:
        apart = self.node("Reshape", [x, "by_head"], f"{output}.apart")
        return self.node("Transpose", [apart], output, perm=order)

    def gelu(self, x: str, output: str) -> str:
        bent = self.node("Erf", [self.node("Mul", [x, "root_half"], f"{output}.s")], f"{output}.e")
        more = self.node("Mul", [self.node("Add", [bent, "one"], f"{output}.o"), x], f"{output}.m")
        return self.node("Mul", [more, "half"], output)


def write(weights: Path, target: Path) -> None:
    """Write the graph with weights of 8 bits to ``target``, whole or not at all.

    Args:
        weights: ``model.safetensors``, checked.
        target: where the .onnx file goes; its folder is made.

    Raises:
        NoVectors: what the last layers are moved by cannot be read.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415  (1 s)

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".encoder-", dir=target.parent) as scratch:
        whole, small = Path(scratch, "whole.onnx"), Path(scratch, "small.onnx")
        onnx.save(_model(load_file(weights)), f"{whole}")
        root = logging.getLogger()
        before = root.level
        root.setLevel(logging.ERROR)  # it advises a step that this graph has no need of
        try:
            quantize_dynamic(
                whole,
                small,
                per_channel=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gather"],
                extra_options={"MatMulConstBOnly": True},
            )
        finally:
            root.setLevel(before)
        os.replace(small, target)  # noqa: PTH105  (another process may do the same: last one stays)


def _model(weights: Mapping[str, NDArray[np.float32]]) -> onnx.ModelProto:
    reading = {f"{QUESTION}.{name}": weight for name, weight in moved(weights).items()}
    graph = _Graph({**weights, **reading})
    numbers = {
        "by_head": np.array([0, 0, HEADS, WIDTH // HEADS]),
        "together": np.array([0, 0, WIDTH]),
        "scale": np.float32(1 / math.sqrt(WIDTH / HEADS)),
        "root_half": np.float32(math.sqrt(0.5)),
        "half": np.float32(0.5),
        "one": np.float32(1),
    }
    for name, value in numbers.items():
        graph.constant(name, value)
    x = _embedded(graph, weights)
    for number in range(FIRST_MOVED):
        x = _layer(graph, x, f"encoder.layer.{number}")
    _last_layers(graph, x, "", MEANING)
    _last_layers(graph, x, f"{QUESTION}.", QUESTION)
    made = helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", *_ends(), graph.constants)
    opsets = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION)
    onnx.checker.check_model(model)
    return model


def _embedded(graph: _Graph, weights: Mapping[str, NDArray[np.float32]]) -> str:
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    graph.constant("words", weights["embeddings.word_embeddings.weight"])
    graph.constant("order", weights["embeddings.position_embeddings.weight"] + kind)
    parts = [
        graph.node("Gather", ["words", "ids"], "embedded.words"),
        graph.node("Gather", ["order", "places"], "embedded.order"),
    ]
    added = graph.node("Add", parts, "embedded.sum")
    return graph.normalised(added, "embeddings.LayerNorm", "embedded")


def _last_layers(graph: _Graph, x: str, which: str, output: str) -> None:
    for number in range(FIRST_MOVED, LAYERS):
        x = _layer(graph, x, f"{which}encoder.layer.{number}")
    mean = graph.node("ReduceMean", [x], f"{output}.mean", axes=[1], keepdims=0)
    graph.node("LpNormalization", [mean], output, axis=-1, p=2)


def _layer(graph: _Graph, x: str, name: str) -> str:
    orders = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
    query, key, value = (
        graph.per_head(
            graph.linear(x, f"{name}.attention.self.{part}", f"{name}.{part}"),
            f"{name}.{part}.heads",
            order,
        )
        for part, order in orders.items()
    )
    alike = graph.node("MatMul", [query, key], f"{name}.alike")
    alike = graph.node("Mul", [alike, "scale"], f"{name}.scaled")
    alike = graph.node("Softmax", [alike], f"{name}.attention", axis=-1)
    seen = graph.node("MatMul", [alike, value], f"{name}.seen")
    seen = graph.node("Transpose", [seen], f"{name}.turned", perm=[0, 2, 1, 3])
    seen = graph.node("Reshape", [seen, "together"], f"{name}.together")
    out = graph.linear(seen, f"{name}.attention.output.dense", f"{name}.out")
    x = graph.normalised(
        graph.node("Add", [x, out], f"{name}.added"),
        f"{name}.attention.output.LayerNorm",
        f"{name}.middle",
    )
    wide = graph.gelu(graph.linear(x, f"{name}.intermediate.dense", f"{name}.wide"), f"{name}.bent")
    out = graph.linear(wide, f"{name}.output.dense", f"{name}.narrow")
    added = graph.node("Add", [x, out], f"{name}.last")
    return graph.normalised(added, f"{name}.output.LayerNorm", f"{name}.end")


def _ends() -> tuple[list[onnx.ValueInfoProto], list[onnx.ValueInfoProto]]:
    """One sentence's word pieces go in, and where each stands; its vectors come out."""
    value = helper.make_tensor_value_info
    inputs = [
        value("ids", TensorProto.INT64, [1, "pieces"]),
        value("places", TensorProto.INT64, ["pieces"]),
    ]
    outputs = [value(name, TensorProto.FLOAT, [1, WIDTH]) for name in (MEANING, QUESTION)]
    return inputs, outputs
