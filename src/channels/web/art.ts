/**
 * Kutsu's own pictures, as SVG for the page. The mark is three things at once: an invitation with its flap open, a book
 * with its spine, and a speech bubble; the berry is the call. Colours come from the style sheet.
 */

/** The mark, 40 by 40. */
export const MARK = `<svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
<rect class="mark-tile" width="40" height="40" rx="11"/>
<path class="mark-sheet" d="M11.5 10h17a3.5 3.5 0 0 1 3.5 3.5v11a3.5 3.5 0 0 1-3.5 3.5H18l-5.6 4.6c-.6.5-1.4.1-1.4-.7V28a3.5 3.5 0 0 1-3-3.5v-11A3.5 3.5 0 0 1 11.500 10z"/>
<path class="mark-fold" d="M9.300 12.400 20 18.600l10.700-6.200M20 18.600V27.900"/>
<circle class="mark-call" cx="31.200" cy="9.800" r="4.300"/>
</svg>`;

/** The name, drawn in one line. */
export const WORDMARK = `<svg class="wordmark" viewBox="0 0 114 40" aria-hidden="true" focusable="false">
<path d="M4 5v29M17.500 14.500 4.500 25.200M9.300 21.500 18.500 34M27 14.500V26a8 8 0 0 0 16 0V14.500M55 6.500V27a7 7 0 0 0 7 7h1.500M49.500 14.500h13.500M85.500 18c-1.700-2.500-4.500-3.800-7.800-3.800-4.200 0-6.900 1.900-6.900 4.900 0 6.900 15.300 3.200 15.300 10.200 0 3.100-3.100 5-7.500 5-3.500 0-6.700-1.400-8.400-4M94 14.500V26a8 8 0 0 0 16 0V14.500"/>
</svg>`;

/** A quiet city with its library in the middle, calling. */
export const CITY = `<svg class="city" viewBox="0 0 320 180" aria-hidden="true" focusable="false">
<circle class="city-sun" cx="252" cy="46" r="20"/>
<path class="city-far" d="M0 150V96h26V78h30v-14h22v34h20V82h34v68zM204 150v-58h18V74h34v26h22V84h42v66z"/>
<path class="city-far" d="M63 64V46M240 74V58"/>
<path class="city-hall" d="M82 150v-32c14-22 34-12 48-24 16-14 26-28 44-24 26 6 26 28 64 30v50z"/>
<path class="city-roof" d="M76 120c16-26 38-16 54-28 16-13 27-27 45-23 27 6 27 29 69 30"/>
<path class="city-glass" d="M94 150v-24M108 150v-30M122 150v-32M136 150v-38M150 150v-48M164 150v-54M178 150v-54M192 150v-46M206 150v-38M220 150v-34"/>
<path class="city-door" d="M143 150v-18a10 10 0 0 1 20 0v18z"/>
<path class="city-call" d="M165 55a12 12 0 0 1 14 0M159 46a22 22 0 0 1 26 0M153 37a32 32 0 0 1 38 0"/>
<path class="city-tree" d="M44 150v-20M36 124a8 11 0 1 1 16 0 8 11 0 1 1-16 0zM276 150v-24M266 118a10 13 0 1 1 20 0 10 13 0 1 1-20 0zM296 150v-14M290 130a6 8 0 1 1 12 0 6 8 0 1 1-12 0z"/>
<path class="city-ground" d="M0 150h320M24 162h92M140 162h156M64 174h120"/>
</svg>`;

/** Icons of 24 by 24, drawn in lines. */
export const ICONS = {
  send: icon('<path d="M5 12h13M12.500 5.500 19 12l-6.500 6.500"/>'),
  end: icon('<path d="M6.500 6.500l11 11M17.500 6.500l-11 11"/>'),
  down: icon('<path d="M12 5v14M6 13l6 6 6-6"/>'),
} as const;

function icon(lines: string): string {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${lines}</svg>`;
}
