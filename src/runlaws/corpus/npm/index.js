"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const manifest = require("./manifest.json");

function* cases() {
  for (const part of manifest.parts) {
    for (const line of readFileSync(join(__dirname, part.name), "utf8").split("\n")) {
      if (line) yield JSON.parse(line);
    }
  }
}

function bytesOf(data, name = "document") {
  return name in data ? Buffer.from(data[name], "utf8") : Buffer.from(data[`${name}_base64`], "base64");
}

module.exports = { bytesOf, cases, manifest };
