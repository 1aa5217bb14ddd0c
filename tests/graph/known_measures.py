#!/usr/bin/env python3
"""Prints the known answers that the measures of graphs are tested against, as NetworkX finds them.

    python3 tests/graph/known_measures.py > tests/graph/known_measures.txt

Needs networkx 3. A graph in parts and with lone nodes is among them: measures differ most in how they treat those.
"""

import networkx as nx


def show(name, graph):
    graph = nx.convert_node_labels_to_integers(nx.Graph(graph.edges()) if name != "parts" else graph)
    print(f"graph {name} {len(graph)}")
    print("ties", *(f"{a}-{b}" for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges())))
    for measure, found in [
        ("betweenness", nx.betweenness_centrality(graph)),
        ("closeness", nx.closeness_centrality(graph)),
        ("constraint", nx.constraint(graph)),
        ("effective_size", nx.effective_size(graph)),
    ]:
        print(measure, *(f"{found[node]:.9f}" for node in sorted(graph)))
    # Louvain's best of many orders: what ours has to reach, within a hundredth of a modularity.
    tried = (nx.community.louvain_communities(graph, weight=None, seed=seed) for seed in range(20))
    best = max(tried, key=lambda parts: nx.community.modularity(graph, parts, weight=None))
    part_of = {node: nth for nth, part in enumerate(best) for node in part}
    print(f"modularity {nx.community.modularity(graph, best, weight=None):.9f}")
    print("parts", *(part_of[node] for node in sorted(graph)))


show("borgatti", nx.Graph(tie.split("-") for tie in "A-B A-F A-G A-E E-G F-G B-G B-D D-G G-C".split()))
show("karate", nx.karate_club_graph())
show("les-miserables", nx.les_miserables_graph())
show("parts", nx.gnm_random_graph(60, 52, seed=7))
show("preferential", nx.barabasi_albert_graph(300, 3, seed=4))
