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
<circle class="city-sun" cx="266" cy="44" r="19"/>
<path class="city-far" d="M0 150V96h26V78h30v-14h22v34h20V82h34v68zM204 150v-58h18V74h34v26h22V84h42v66z"/>
<path class="city-far" d="M63 64V46M240 74V58"/>
<path class="city-hall" d="M84 150v-38c15-17 33-9 46-18 16-13 27-27 45-23 25 6 30 30 65 31.500V150z"/>
<path class="city-roof" d="M74 122c18-26 40-16 56-28 16-13 27-27 45-23 25 6 30 30 76 32"/>
<path class="city-glass" d="M96 150v-30M110 150v-34M124 150v-38M178 150v-56M192 150v-48M206 150v-40M220 150v-35"/>
<path class="city-door" d="M141 150v-22a11 11 0 0 1 22 0v22z"/>
<path class="city-trail" d="M170 62c2-8 6-14 13-19"/>
<path class="city-call" d="M192 20h20a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4h-12l-6 5v-5h-2a4 4 0 0 1-4-4V24a4 4 0 0 1 4-4z"/>
<path class="city-fold" d="m189 22.500 13 7.500 13-7.500"/>
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
