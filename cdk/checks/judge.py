"""Holds the findings of cfn-lint and cdk-nag against suppressions.json.

Fails on a finding that no entry explains, and on an entry that explains nothing any more: a suppression must not outlive its reason.
  python3 judge.py SUPPRESSIONS FINDINGS...   (each a file of JSON lines: tool, rule, resource, text, template)
"""
import json
import re
import sys


def explains(entry, finding):
    return (
        entry["tool"] == finding["tool"]
        and entry["rule"] == finding["rule"]
        and re.fullmatch(entry["resource"], finding["resource"] or "") is not None
        and re.search(entry.get("text", ""), finding["text"]) is not None
    )


def main(suppressions, files):
    entries = json.load(open(suppressions))["suppressions"]
    for entry in entries:
        if len(entry["reason"]) < 20:
            sys.exit(f"error: {entry['rule']}: a reason of {len(entry['reason'])} characters is none.")
    findings = [json.loads(line) for file in files for line in open(file) if line.strip()]
    if not findings:
        sys.exit("error: no finding at all, not even an explained one: the tools did not run.")
    unexplained = [finding for finding in findings if not any(explains(entry, finding) for entry in entries)]
    for finding in unexplained:
        print(f"{finding['template']}: {finding['tool']} {finding['rule']} {finding['resource']}: {finding['text']}")
    stale = [entry for entry in entries if not any(explains(entry, finding) for finding in findings)]
    for entry in stale:
        print(f"suppressions.json: {entry['tool']} {entry['rule']} {entry['resource']}: nothing is found there any more; remove the entry.")
    print(f"{len(findings)} findings, {len(findings) - len(unexplained)} explained by {len(entries)} entries, {len(unexplained)} unexplained, {len(stale)} entries stale")
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
