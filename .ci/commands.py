"""Prints the commands in a page's ```sh blocks, one a line."""
import sys

inside = False
for line in open(sys.argv[1], encoding="utf-8"):
    line = line.rstrip("\n")
    if line.startswith("```"):
        inside = line == "```sh"
    elif inside and line.strip() and not line.startswith("#"):
        print(line)
