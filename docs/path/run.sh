#!/usr/bin/env bash
# The whole path for the pilots, from a profile to a gap analysis, a kit, a graded test, a certificate and an IATI file.
#   bash docs/path/run.sh [FOLDER]     results in FOLDER (runs/path); runs/KAZ and runs/ECU are used when they are there
# plan.txt is an exercise text, and people.py plays the coder and the class: both are invented. With real people, leave its two lines out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-runs/path}
python=${PYTHON:-.venv/bin/python}
hg() { "$python" -m highground "$@"; }

mkdir -p "$out"
export HIGHGROUND_RECORDS="$out/records.sqlite" HIGHGROUND_WHO="example office"

# 1. The evidence: two profiles and their mirror.
[ -f runs/KAZ/run.json ] && [ -f runs/ECU/run.json ] || make profile

# 2. Policy: a text, its suggested passages, a coder's answers, the gaps beside the claims of the run; the pack for negotiators.
hg policy add "$here/plan.txt" --country KAZ --year 2026 --kind plan --title "Exercise text"
hg policy code --coder "coder 1" --out "$out/coding"
"$python" "$here/people.py" coder "$out/coding/coding.xlsx" "$out/coded.xlsx"
hg policy code --filled "$out/coded.xlsx" --out "$out/coding-again"
hg policy gaps KAZ --out "$out/gaps"
hg pack KAZ ECU --event "SB 66, Bonn, June 2027" --out "$out/pack"

# 3. Capacity: the kit, the questions, a test before and after, its report, certificates, and one of them checked.
hg teach kit KAZ --out "$out/kit"
hg teach questions KAZ --out "$out/questions"
"$python" "$here/people.py" class "$out/questions" "$out/before.csv" "$out/after.csv" "$out/people.csv"
hg teach evaluate "$out/questions" --before "$out/before.csv" --after "$out/after.csv" --out "$out/evaluation"
hg teach certificate "$out/people.csv" --bank "$out/questions" --after "$out/after.csv" --threshold 60 \
  --training "Mobility in mountain areas, exercise" --issuer "Example office" --key "$out/key.pem" --out "$out/certificates"
hg teach verify "$out/certificates/certificate-1.json"

# 4. Projects: the two pilots as IATI, checked against the schema; a report.
hg project iati NC.0090 NC.0092 --org XM-DAC-47066 --out "$out/iati"
hg project check "$out/iati/iati.xml"
hg project report NC.0090 --out "$out/report"

# 5. The records: everything above, in one file of its day and time, so that the script may be run again.
mkdir -p "$out/backups"
hg records backup --out "$out/backups"
echo "Open: $out"
