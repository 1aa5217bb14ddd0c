#!/usr/bin/env python3
"""Reads the four files of the referral graph with NetworkX and refuses them if they disagree.

    python3 tests/graph/check_networkx.py reports

Needs networkx 3 and pydot. The writers are tested in Rust against known answers; this is the other half of the
promise: the programs that people use read the same nodes, edges, attributes and dates out of all four.
"""

import json
import sys
from pathlib import Path

import networkx as nx

WHOLE = {"wave", "introductions", "reach"}
SHARE = {"confidence"}


def typed(attributes):
    """DOT has strings only; the other formats say what is a number."""
    made = {}
    for name, value in attributes.items():
        text = unquoted(value)
        made[name] = int(text) if name in WHOLE else float(text) if name in SHARE else text
    return made


def unquoted(text):
    """A quoted string of DOT as `src/report/graph/dot.rs` writes it."""
    if len(text) >= 2 and text[0] == text[-1] == '"':
        text = text[1:-1]
    out, rest = [], iter(text)
    for sign in rest:
        out.append(next(rest, "") if sign == "\\" else sign)
    return "".join(out)


def read_graphml(path):
    return nx.read_graphml(path)


def read_gexf(path):
    graph = nx.read_gexf(path)
    assert graph.graph.get("mode") == "dynamic", f"{path}: not dynamic, so it does not play in time"
    for where, attributes in [*graph.nodes(data=True), *((e[:2], e[2]) for e in graph.edges(data=True))]:
        attributes.pop("id", None)  # NetworkX puts the number of an edge among its attributes
        start = attributes.pop("start", None)
        assert start == attributes.get("date"), f"{path}: {where}: starts {start}, dated {attributes.get('date')}"
    return graph


def read_json(path):
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


def read_dot(path):
    found = nx.nx_pydot.read_dot(path)
    graph = nx.DiGraph() if not found.is_multigraph() else nx.MultiDiGraph()
    for node, attributes in found.nodes(data=True):
        graph.add_node(unquoted(node), **typed(attributes))
    for a, b, attributes in found.edges(data=True):
        graph.add_edge(unquoted(a), unquoted(b), **typed(attributes))
    return graph


READERS = {"graphml": read_graphml, "gexf": read_gexf, "json": read_json, "dot": read_dot}


def differences(kind, first, other):
    """What `other` has otherwise than `first`, in words."""
    if not other.is_directed() or other.is_multigraph():
        yield f"{kind}: read as {type(other).__name__}, not as a directed graph without double edges"
        return
    for what, a, b in [
        ("node", dict(first.nodes(data=True)), dict(other.nodes(data=True))),
        ("edge", {e[:2]: e[2] for e in first.edges(data=True)}, {e[:2]: e[2] for e in other.edges(data=True)}),
    ]:
        for missing in sorted(a.keys() - b.keys()):
            yield f"{kind}: {what} {missing} is missing"
        for extra in sorted(b.keys() - a.keys()):
            yield f"{kind}: {what} {extra} is in no other file"
        for at in sorted(a.keys() & b.keys()):
            for name in sorted(a[at].keys() | b[at].keys()):
                if a[at].get(name) != b[at].get(name) or type(a[at].get(name)) is not type(b[at].get(name)):
                    yield f"{kind}: {what} {at}: {name} is {b[at].get(name)!r}, elsewhere {a[at].get(name)!r}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    graphs = {}
    for kind, read in READERS.items():
        path = folder / f"referral-graph.{kind}"
        try:
            graphs[kind] = read(path)
        except Exception as error:  # whatever it is, the file did not load
            sys.exit(f"{path}: does not load: {type(error).__name__}: {error}")
    first = graphs["json"]
    for edge in first.edges(data=True):
        # JSON has one kind of number, so a confidence of 1 comes back whole.
        if "confidence" in edge[2]:
            edge[2]["confidence"] = float(edge[2]["confidence"])
    found = [line for kind, graph in graphs.items() for line in differences(kind, first, graph)]
    unconnected = set(first) - set(nx.descendants(first, "you")) - {"you"} if "you" in first else set(first)
    found += [f"json: node {node} cannot be reached from you" for node in sorted(unconnected)]
    if found:
        shown = "\n".join(found[:20])
        sys.exit(f"{shown}\n{len(found)} differences between the files of the referral graph in {folder}")
    dated = sum("date" in attributes for _, _, attributes in first.edges(data=True))
    print(f"{folder}: {len(first)} nodes, {first.number_of_edges()} edges, {dated} of them dated; all four files agree")


if __name__ == "__main__":
    main()
