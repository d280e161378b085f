// Opens a page in the browser that is installed, checks it with axe-core, uses it by the keyboard, and prints what it saw.
// node page.cjs PAGE CHROMIUM [OTHER]: puppeteer-core and axe-core are where NODE_PATH says. Another page is checked alone.
"use strict";
const fs = require("node:fs");
const { pathToFileURL } = require("node:url");
const puppeteer = require("puppeteer-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const SIZES = [
  [1280, "light"],
  [1280, "dark"],
  [390, "light"],
  [390, "dark"],
];

const opened = async (browser, url, width, scheme) => {
  const page = await browser.newPage();
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => seen.errors.push(message.text()));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 844 });
  await page.goto(url);
  return [page, seen];
};

const checked = async (browser, url, width, scheme) => {
  const [page, seen] = await opened(browser, url, width, scheme);
  const scrolls = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  await page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
  await page.evaluate(AXE);
  const result = await page.evaluate("axe.run(document)");
  await page.close();
  const violations = result.violations.map((each) => `${each.id}: ${each.nodes[0].html}`);
  return { width, scheme, scrolls, violations, passes: result.passes.length, ...seen };
};

const FOCUS = "[document.activeElement.tagName, document.activeElement.name ?? document.activeElement.className].join(' ')";
const SHOWN = "[...document.querySelectorAll('details.finding')].filter((each) => !each.hidden).map((each) => each.id)";

const tabTo = async (page, wanted) => {
  for (let presses = 0; presses < 500; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(FOCUS)) === wanted) return;
  }
  throw new Error(`Tab does not lead to ${wanted}`);
};

const byKeyboard = async (browser, url) => {
  const [page] = await opened(browser, url, 1280, "light");
  await page.keyboard.press("Tab");
  const first = await page.evaluate("document.activeElement.textContent");
  await tabTo(page, "SELECT client");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const filtered = await page.evaluate(SHOWN);
  const status = await page.evaluate("document.querySelector('output').textContent");
  await tabTo(page, "SUMMARY ");
  const before = await page.evaluate("document.activeElement.parentElement.open");
  await page.keyboard.press("Enter");
  const after = await page.evaluate("document.activeElement.parentElement.open");
  await page.evaluate("document.querySelectorAll('td.bad a')[1].focus()");
  await page.keyboard.press("Enter");
  await new Promise((done) => setTimeout(done, 100));
  const followed = await page.evaluate(
    "[document.activeElement.parentElement.id, document.activeElement.parentElement.open, location.hash]",
  );
  const afterLink = await page.evaluate(SHOWN);
  return { first, filtered, status, toggled: before !== after, followed, afterLink };
};

(async () => {
  const [, , file, executablePath, other] = process.argv;
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const url = pathToFileURL(file).href;
    const checks = [];
    for (const [width, scheme] of SIZES) checks.push(await checked(browser, url, width, scheme));
    const others = [];
    for (const [width, scheme] of other ? SIZES : []) {
      others.push(await checked(browser, pathToFileURL(other).href, width, scheme));
    }
    console.log(JSON.stringify({ checks, others, keyboard: await byKeyboard(browser, url) }));
  } finally {
    await browser.close();
  }
})();
