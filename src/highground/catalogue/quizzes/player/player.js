"use strict";
// One SCO: asks BANK's questions one by one, keeps its place, and tells the learning system. Texts are set as text, never as markup.
(function () {
  var LIMIT = 4096; // characters of cmi.suspend_data in SCORM 1.2
  var state = { v: 1, k: BANK.key, l: BANK.langs[0], i: -1, a: [] };
  var api = find(), began = Date.now(), shown = Date.now(), over = false, finished = false;
  var page = document.getElementById("page"), select = document.getElementById("lang");

  function find() {
    function climb(win) {
      for (var n = 0; win && n < 12; n += 1) {
        try { if (win.API) { return win.API; } } catch (error) { return null; }
        if (win.parent === win) { return null; }
        win = win.parent;
      }
      return null;
    }
    return climb(window) || (window.opener ? climb(window.opener) : null);
  }
  function get(name) { return api ? String(api.LMSGetValue(name)) : ""; }
  function set(name, value) { if (api) { api.LMSSetValue(name, String(value)); } }
  function say(word) { return BANK.words[state.l][word]; }
  function items() { return BANK.items[state.l]; }
  function make(tag, name, text) {
    var node = document.createElement(tag);
    if (name) { node.className = name; }
    if (text !== undefined) { node.textContent = text; }
    return node;
  }
  function button(text, act) {
    var node = make("button", "", text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }
  function span() {
    var s = Math.round((Date.now() - began) / 1000), two = function (n) { return (n < 10 ? "0" : "") + n; };
    return ("0000" + Math.floor(s / 3600)).slice(-4) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
  }
  function number(text) { // also 3,5 and 1 200: people type as their language writes
    var plain = String(text).replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-").replace(",", ".");
    return /^-?\d+(\.\d+)?$/.test(plain) ? parseFloat(plain) : NaN;
  }
  function right(item, given) {
    if (item.kind === "numeric") { return Math.abs(number(given) - item.value) <= item.tolerance * (1 + 1e-9); }
    if (item.kind === "matching") { return given.every(function (to, n) { return to === n; }); }
    return item.choices.every(function (one, n) { return one.right === (given.indexOf(n) >= 0); });
  }
  function score() {
    var hits = items().filter(function (item, n) { return state.a[n] !== undefined && state.a[n] !== null && right(item, state.a[n]); }).length;
    return { hits: hits, percent: Math.floor(100 * hits / items().length) }; // 79.7 is not 80
  }
  function keep() {
    var data = JSON.stringify(state);
    if (data.length <= LIMIT) { set("cmi.suspend_data", data); }
    set("cmi.core.lesson_location", state.i);
    if (!finished) { set("cmi.core.lesson_status", "incomplete"); }
    if (api) { api.LMSCommit(""); }
  }
  function record(item, given, good) {
    var n = Number(get("cmi.interactions._count")) || 0, base = "cmi.interactions." + n + ".";
    var types = { single: "choice", multiple: "choice", truefalse: "true-false", numeric: "numeric", matching: "matching" };
    var letter = function (at) { return String.fromCharCode(97 + at); }, answer;
    if (item.kind === "numeric") { answer = number(given); }
    else if (item.kind === "truefalse") { answer = given[0] === 0 ? "t" : "f"; }
    else if (item.kind === "matching") { answer = given.map(function (to, at) { return (at + 1) + "." + letter(to); }).join(","); }
    else { answer = given.map(letter).join(","); }
    set(base + "id", item.id.replace(/[^A-Za-z0-9]/g, "_").slice(0, 250));
    set(base + "type", types[item.kind]);
    set(base + "student_response", answer);
    set(base + "result", good ? "correct" : "wrong");
    set(base + "weighting", 1);
  }
  function leave() {
    if (over || !api) { return; }
    over = true;
    set("cmi.core.session_time", span());
    set("cmi.core.exit", finished ? "" : "suspend");
    api.LMSCommit("");
    api.LMSFinish("");
  }
  function clear(move) {
    while (page.firstChild) { page.removeChild(page.firstChild); }
    document.documentElement.lang = state.l;
    document.title = say("title");
    document.getElementById("title").textContent = say("title");
    document.getElementById("choiceword").textContent = say("language");
    document.getElementById("note").textContent = api ? "" : say("nolms");
    document.getElementById("done").style.width = (100 * Math.max(0, state.i) / items().length) + "%";
    if (move) { window.scrollTo(0, 0); page.focus(); }
  }
  function start() {
    clear(false);
    page.appendChild(make("p", "", say("intro").replace("{n}", String(items().length)).replace("{mastery}", String(BANK.mastery))));
    page.appendChild(button(say("start"), function () { state.i = 0; keep(); show(true); }));
  }
  function show(move) {
    if (state.i < 0) { start(); return; }
    if (state.i >= items().length) { end(move); return; }
    var item = items()[state.i], given = state.a[state.i], form = make("form"), box = make("fieldset"), answered = given !== undefined && given !== null;
    clear(move);
    shown = Date.now();
    page.appendChild(make("p", "where", say("where").replace("{i}", String(state.i + 1)).replace("{n}", String(items().length))));
    box.appendChild(make("legend", "", item.stem));
    fields(item, box, given, answered);
    box.disabled = answered;
    form.appendChild(box);
    page.appendChild(form);
    if (answered) { tell(item, given); return; }
    var send = make("button", "", say("answer")), empty = make("p", "feedback", "");
    send.type = "submit";
    form.appendChild(send);
    empty.setAttribute("role", "alert");
    empty.hidden = true;
    form.appendChild(empty);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var got = read(item, form);
      if (got === null) { empty.hidden = false; empty.textContent = say(item.kind === "numeric" ? "number" : "choose"); return; }
      state.a[state.i] = got;
      record(item, got, right(item, got));
      keep();
      show(false);
      var next = document.getElementById("next");
      if (next) { next.focus(); }
    });
  }
  function fields(item, box, given, answered) {
    if (item.kind === "numeric") {
      var input = make("input");
      input.type = "text"; input.name = "answer"; input.maxLength = 20; input.setAttribute("inputmode", "decimal"); input.setAttribute("aria-label", say("number"));
      input.autocomplete = "off";
      if (answered) { input.value = given; }
      box.appendChild(input);
    } else if (item.kind === "matching") {
      item.choices.forEach(function (one, n) {
        var row = make("label", "pair"), list = make("select");
        row.appendChild(make("span", "", one.text));
        list.name = "pair" + n;
        list.appendChild(new Option("–", ""));
        item.order.forEach(function (at) { list.appendChild(new Option(item.choices[at].match, String(at))); });
        if (answered) { list.value = String(given[n]); }
        row.appendChild(list);
        box.appendChild(row);
      });
    } else {
      item.choices.forEach(function (one, n) {
        var row = make("label", "option"), input = make("input");
        input.type = item.kind === "multiple" ? "checkbox" : "radio";
        input.name = "answer"; input.value = String(n);
        input.checked = answered && given.indexOf(n) >= 0;
        if (answered && one.right) { row.className += " right"; }
        if (answered && input.checked && !one.right) { row.className += " wrong"; }
        row.appendChild(input);
        row.appendChild(make("span", "", one.text));
        box.appendChild(row);
      });
    }
  }
  function read(item, form) {
    if (item.kind === "numeric") { return isNaN(number(form.elements.answer.value)) ? null : form.elements.answer.value; }
    if (item.kind === "matching") {
      var pairs = item.choices.map(function (one, n) { return form.elements["pair" + n].value; });
      return pairs.indexOf("") >= 0 ? null : pairs.map(Number);
    }
    var some = [];
    item.choices.forEach(function (one, n) { if (form.querySelector('input[value="' + n + '"]').checked) { some.push(n); } });
    return some.length ? some : null;
  }
  function tell(item, given) {
    var good = right(item, given), box = make("div", "feedback " + (good ? "right" : "wrong"));
    box.setAttribute("role", "status");
    box.appendChild(make("p", "verdict", say(good ? "good" : "bad")));
    if (item.kind === "numeric") { box.appendChild(make("p", "", say("value").replace("{value}", item.shown))); }
    if (item.kind === "matching" && !good) { item.choices.forEach(function (one) { box.appendChild(make("p", "", one.text + " → " + one.match)); }); }
    item.choices.forEach(function (one, n) {
      if (item.kind !== "matching" && item.kind !== "numeric" && given.indexOf(n) >= 0 && one.feedback && !good) { box.appendChild(make("p", "", one.feedback)); }
    });
    if (item.explanation) { box.appendChild(make("p", "", item.explanation)); }
    page.appendChild(box);
    var next = button(say(state.i + 1 < items().length ? "next" : "finish"), function () { state.i += 1; keep(); show(true); });
    next.id = "next";
    page.appendChild(next);
  }
  function end(move) {
    var got = score(), passed = got.percent >= BANK.mastery;
    clear(move);
    if (!finished) {
      finished = true;
      set("cmi.core.score.min", 0);
      set("cmi.core.score.max", 100);
      set("cmi.core.score.raw", got.percent);
      set("cmi.core.lesson_status", passed ? "passed" : "failed");
      keep();
    }
    page.appendChild(make("p", "where", say("result")));
    page.appendChild(make("p", "score", got.percent + "\u00a0%"));
    page.appendChild(make("p", "", say(passed ? "passed" : "failed").replace("{hits}", String(got.hits)).replace("{n}", String(items().length)).replace("{mastery}", String(BANK.mastery))));
    page.appendChild(make("p", "", say("close")));
  }
  BANK.langs.forEach(function (lang) { select.appendChild(new Option(BANK.names[lang], lang)); });
  document.getElementById("choice").hidden = BANK.langs.length < 2;
  if (api) {
    api.LMSInitialize("");
    try {
      var old = JSON.parse(get("cmi.suspend_data") || "null");
      if (old && old.v === 1 && old.k === BANK.key && BANK.langs.indexOf(old.l) >= 0 && Array.isArray(old.a)) { state = old; }
    } catch (error) { /* what another version kept cannot be read: begin anew */ }
    finished = /^(passed|failed)$/.test(get("cmi.core.lesson_status")) && state.i >= items().length;
  }
  select.value = state.l;
  select.addEventListener("change", function () { state.l = select.value; if (state.i >= 0) { keep(); } show(false); });
  window.addEventListener("pagehide", leave);
  window.addEventListener("beforeunload", leave);
  show(false);
}());
