# Reads a JSON list of OpenMetrics pages from standard input with the strict parser of Prometheus's Python client, and
# writes for each page its families, or the reason for which the parser refuses it.
import json
import sys

from prometheus_client.openmetrics import parser


def labels(pairs):
    return dict(sorted(pairs.items()))


def sample(read):
    result = {"name": read.name, "labels": labels(read.labels), "value": repr(float(read.value))}
    if read.exemplar is not None:
        result["exemplar"] = {
            "labels": labels(read.exemplar.labels),
            "value": repr(float(read.exemplar.value)),
            "timestamp": repr(float(read.exemplar.timestamp)) if read.exemplar.timestamp is not None else "",
        }
    return result


def page(text):
    try:
        families = [
            {
                "name": family.name,
                "type": family.type,
                "unit": family.unit,
                "help": family.documentation,
                "samples": [sample(read) for read in family.samples],
            }
            for family in parser.text_string_to_metric_families(text)
        ]
        return {"families": families}
    except Exception as refusal:  # the parser throws more than ValueError
        return {"refusal": f"{type(refusal).__name__}: {refusal}"}


json.dump([page(text) for text in json.load(sys.stdin.buffer)], sys.stdout)
