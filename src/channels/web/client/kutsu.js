/**
 * Puts Kutsu on a library's own page: a button in the corner that opens the chat in a frame.
 *   <script src="https://KUTSU/kutsu.js" data-language="en" async></script>
 * It adds one element and one global, `Kutsu` (open, close); it reads nothing of the page it stands on. While a conversation
 * goes on, the tab's storage holds until when, so that the button says so after a reload.
 */
(() => {
  const script = document.currentScript;
  if (!script || window.Kutsu) return;
  const origin = new URL(script.src).origin;
  const words = "KUTSU_WORDS";
  const wanted = script.dataset.language ?? document.documentElement.lang.slice(0, 2);
  const language = Object.hasOwn(words, wanted) ? wanted : "fi";
  const text = words[language];
  /** Kept by the tab under this name: until when the conversation goes on, in milliseconds since the epoch. */
  const TALKING = "kutsu.talking";
  /** A frame that is still empty this long after it was opened, or after it was loaded, shows nothing more. */
  const LOADING_PATIENCE_MS = 10_000;
  const LOADED_PATIENCE_MS = 2_000;
  const SVG = "http://www.w3.org/2000/svg";
  const STYLE = `
    :host { all: initial; position: fixed; z-index: 2147483000; inset: auto 0 0 auto; color-scheme: light dark;
      --brand: #0f5257; --on: #fbf8f1; --paper: #f6f3ec; --ink: #1b2a2e; --line: #ddd6c8; --focus: #b23a22;
      font: 400 16px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
    @media (prefers-color-scheme: dark) {
      :host { --paper: #10181a; --ink: #ebe7de; --line: #2e3b3e; --focus: #ffb199; }
    }
    button { display: flex; align-items: center; justify-content: center; gap: 10px; min-width: 44px; min-height: 44px;
      margin: 0; padding: 0; border: 0; border-radius: 22px; background: none; color: var(--ink); font: inherit; cursor: pointer; }
    button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    svg { width: 24px; height: 24px; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .open { position: fixed; right: 20px; bottom: 20px; min-height: 56px; padding: 0 24px 0 16px; border-radius: 28px;
      background: var(--brand); color: var(--on); font-weight: 600; box-shadow: 0 4px 18px rgb(10 30 32 / 30%); }
    .open svg { width: 30px; height: 30px; }
    .open circle { fill: #d9583f; stroke: none; }
    .panel { box-sizing: border-box; position: fixed; right: 20px; bottom: 20px; display: flex; flex-direction: column; width: 420px; height: 660px;
      min-width: 320px; min-height: 360px; max-width: calc(100vw - 40px); max-height: calc(100dvh - 40px); overflow: hidden;
      border: 1px solid var(--line); border-radius: 20px; background: var(--paper); box-shadow: 0 12px 48px rgb(10 30 32 / 28%); }
    .panel.large { width: 760px; height: calc(100dvh - 40px); }
    .bar { display: flex; flex: none; align-items: center; justify-content: flex-end; gap: 2px; padding: 4px 6px; background: var(--brand); color: var(--on); }
    .bar button { color: inherit; }
    .bar button:focus-visible { outline-color: var(--on); outline-offset: -4px; }
    .grip { align-self: flex-start; width: 36px; height: 36px; margin: -4px 0 0 -6px; cursor: nwse-resize; touch-action: none; }
    .grip svg { width: 100%; height: 100%; opacity: .6; }
    .grip:hover svg { opacity: 1; }
    .name { flex: 1; font-weight: 600; letter-spacing: .01em; }
    .refused { display: flex; flex: 1; flex-direction: column; align-items: center; justify-content: center; gap: 8px; padding: 24px; color: var(--ink); text-align: center; }
    .refused p { margin: 0; }
    .refused a { display: inline-flex; align-items: center; min-height: 44px; color: inherit; }
    .refused a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
    iframe { flex: 1; width: 100%; border: 0; background: var(--paper); }
    [hidden] { display: none !important; }
    @media (max-width: 520px), (max-height: 480px) {
      .panel, .panel.large { inset: 0; width: auto !important; height: auto !important; min-height: 0; max-width: none; max-height: none; border: 0; border-radius: 0; }
      .grip, .size { display: none; }
      .name { padding-left: 10px; }
    }`;

  const host = document.createElement("div");
  host.lang = language;
  const shadow = host.attachShadow({ mode: "open" });
  // A constructed sheet is allowed by policies that forbid inline styles.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];

  const draw = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const picture = (viewBox, ...parts) => {
    const svg = draw("svg", { viewBox, "aria-hidden": "true", focusable: "false" });
    svg.append(...parts);
    return svg;
  };
  const button = (className, label, ...children) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = className;
    if (label !== undefined) element.setAttribute("aria-label", label);
    element.append(...children);
    return element;
  };
  const line = (d) => picture("0 0 24 24", draw("path", { d }));

  const openerName = document.createElement("span");
  const nameOpener = () => {
    openerName.textContent = talkingUntil() > Date.now() ? text.continue : text.open;
  };
  const talkingUntil = () => {
    try {
      return Number(sessionStorage.getItem(TALKING));
    } catch {
      return 0;
    }
  };
  const noteTalking = (until) => {
    try {
      if (until === undefined) sessionStorage.removeItem(TALKING);
      else sessionStorage.setItem(TALKING, String(until));
    } catch {
      // The button then says the same as on a first visit.
    }
    nameOpener();
  };
  nameOpener();
  const opener = button(
    "open",
    undefined,
    picture(
      "4 4 34 32",
      draw("path", {
        d: "M11.5 10h17a3.5 3.5 0 0 1 3.500 3.500v11a3.500 3.500 0 0 1-3.500 3.500H18l-7 5.500V28a3.500 3.500 0 0 1-3-3.500v-11A3.500 3.500 0 0 1 11.500 10zM9.300 12.400 20 18.600l10.700-6.200M20 18.600V28",
      }),
      draw("circle", { cx: 31.2, cy: 9.8, r: 4.3 }),
    ),
    openerName,
  );
  opener.setAttribute("aria-haspopup", "dialog");
  const closer = button("close", text.close, line("M6 6l12 12M18 6L6 18"));
  const sizer = button("size", text.larger, line("M14 5h5v5M19 5l-6 6M10 19H5v-5M5 19l6-6"));
  const grip = document.createElement("div");
  grip.className = "grip";
  grip.title = text.resize;
  // Follows the corner that it moves.
  grip.append(picture("0 0 36 36", draw("path", { d: "M10 22v-5a7 7 0 0 1 7-7h5" })));
  const bar = document.createElement("div");
  bar.className = "bar";
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = "Kutsu";
  bar.append(grip, name, sizer, closer);
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", text.title);
  panel.append(bar);
  shadow.append(opener, panel);

  // Where the page may not frame the chat, or the chat cannot be reached, a browser shows an empty panel.
  const elsewhere = document.createElement("a");
  elsewhere.href = `${origin}/?language=${language}`;
  elsewhere.target = "_blank";
  elsewhere.rel = "noopener";
  elsewhere.textContent = text.elsewhere;
  const reason = document.createElement("p");
  reason.textContent = text.refused;
  const refused = document.createElement("div");
  refused.className = "refused";
  refused.hidden = true;
  refused.setAttribute("role", "status");
  refused.append(reason, elsewhere);
  panel.append(refused);

  let frame;
  let isLoaded = false;
  let isShown = false;
  let patience;
  const refuse = () => {
    console.warn(
      `Kutsu cannot be shown on this page: is ${location.origin} in KUTSU_EMBED_ORIGINS of ${origin}?`,
    );
    const hadKeyboard = shadow.activeElement === frame;
    frame.hidden = true;
    refused.hidden = false;
    if (hadKeyboard) elsewhere.focus();
  };
  const waitForPage = (ms) => {
    clearTimeout(patience);
    if (!isShown) patience = setTimeout(refuse, ms);
  };
  const noteShown = () => {
    isShown = true;
    clearTimeout(patience);
    refused.hidden = true;
    frame.hidden = false;
  };
  const open = () => {
    // Nothing is loaded, and no conversation begins, before the patron asks for it.
    if (frame === undefined) {
      frame = document.createElement("iframe");
      frame.title = text.title;
      frame.src = `${origin}/embed?language=${language}`;
      frame.addEventListener("load", () => {
        isLoaded = true;
        handOver();
        waitForPage(LOADED_PATIENCE_MS);
      });
      panel.append(frame);
      waitForPage(LOADING_PATIENCE_MS);
    }
    panel.hidden = false;
    opener.hidden = true;
    handOver();
  };
  const handOver = () => {
    if (panel.hidden) return;
    (frame.hidden ? elsewhere : frame).focus();
    if (isLoaded) frame.contentWindow?.postMessage({ kutsu: "opened" }, origin);
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    opener.hidden = false;
    opener.focus();
    if (isShown) return;
    // The next opening tries again.
    clearTimeout(patience);
    frame.remove();
    frame = undefined;
    isLoaded = false;
    refused.hidden = true;
  };
  const resize = () => {
    panel.style.width = "";
    panel.style.height = "";
    const isLarge = panel.classList.toggle("large");
    sizer.setAttribute("aria-label", isLarge ? text.smaller : text.larger);
  };

  opener.addEventListener("click", open);
  closer.addEventListener("click", close);
  sizer.addEventListener("click", resize);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  window.addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame?.contentWindow) return;
    const { kutsu, forMs } = event.data ?? {};
    if (kutsu === "close") close();
    else if (kutsu === "shown") noteShown();
    else if (kutsu === "talking") noteTalking(Date.now() + Number(forMs));
    else if (kutsu === "over") noteTalking(undefined);
  });
  grip.addEventListener("pointerdown", (down) => {
    const { width, height } = panel.getBoundingClientRect();
    grip.setPointerCapture(down.pointerId);
    const drag = (move) => {
      panel.style.width = `${width + down.clientX - move.clientX}px`;
      panel.style.height = `${height + down.clientY - move.clientY}px`;
    };
    grip.addEventListener("pointermove", drag);
    grip.addEventListener("lostpointercapture", () => grip.removeEventListener("pointermove", drag), {
      once: true,
    });
  });

  document.body.append(host);
  window.Kutsu = Object.freeze({ open, close });
})();
