/** Draws a picture with its zones and boxes on a canvas, sharp at the canvas's own size on the screen. */

import { colourOf, ZONE } from './colour.js';
import { brief, caption } from './words.js';

const INK = '#0b0e13';

/**
 * Draws a scene and describes it in words for those who cannot see it.
 *
 * @param scene bitmap; zones: name and corners; boxes, normalised
 */
export function draw(canvas, scene, name) {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (!width || !height) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  context.scale(canvas.width / width, canvas.height / height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(scene.bitmap, 0, 0, width, height);
  context.font = `600 ${width < 560 ? 10.5 : 12}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  scene.zones.forEach((zone) => drawZone(context, zone, width, height));
  [...scene.boxes].reverse().forEach((box) => drawBox(context, box, width, height));
  const taken = [];
  scene.boxes.forEach((box) => drawCaption(context, box, width, height, taken));
  canvas.setAttribute('aria-label', describe(scene, name));
}

function describe(scene, name) {
  const seen = scene.boxes.map(caption).join(', ') || 'nothing found';
  const zones = scene.zones.map((zone) => zone.name).join(', ');
  return `${name}: ${seen}${zones && `; zones: ${zones}`}`;
}

function drawZone(context, zone, width, height) {
  const corners = zone.corners.map(([x, y]) => [x * width, y * height]);
  context.beginPath();
  corners.forEach(([x, y]) => context.lineTo(x, y));
  context.closePath();
  context.globalAlpha = 0.13;
  context.fillStyle = ZONE;
  context.fill();
  context.globalAlpha = 0.85;
  context.strokeStyle = ZONE;
  context.lineWidth = 1.5;
  context.setLineDash([6, 5]);
  context.stroke();
  context.setLineDash([]);
  const middle = corners.reduce((sum, [x]) => sum + x, 0) / corners.length;
  const bottom = Math.max(...corners.map(([, y]) => y));
  context.globalAlpha = 1;
  context.textAlign = 'center';
  context.shadowColor = '#000';
  context.shadowBlur = 5;
  const reach = context.measureText(zone.name).width / 2 + 6;
  context.fillText(zone.name, clamp(middle, reach, width - reach), bottom - 12);
  context.shadowBlur = 0;
  context.textAlign = 'left';
}

function drawBox(context, box, width, height) {
  const left = Math.round(box.left * width);
  const top = Math.round(box.top * height);
  const right = Math.round(box.right * width);
  const bottom = Math.round(box.bottom * height);
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, 3);
  context.strokeStyle = 'rgb(0 0 0 / .45)';
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = colourOf(box.label);
  context.lineWidth = 2;
  context.stroke();
}

/**
 * Writes the caption above or below its box, or only the number where the caption would cover that of a higher score;
 * in a dense crowd it stays out altogether, and the description still has it.
 */
function drawCaption(context, box, width, height, taken) {
  const line = width < 560 ? 15 : 18;
  const above = Math.round(box.top * height) - line;
  const below = Math.round(box.bottom * height) + 1;
  const place = [
    [caption(box), above],
    [caption(box), below],
    [brief(box), above],
    [brief(box), below],
    [brief(box), above + line + 1],
  ]
    .map(([text, y]) => {
      const breadth = Math.ceil(context.measureText(text).width) + 8;
      const left = clamp(Math.round(box.left * width) - 1, 0, width - breadth);
      return { text, left, top: clamp(y, 0, height - line), right: left + breadth, line };
    })
    .find((each) => !taken.some((other) => overlap(each, other)));
  if (!place) return;
  taken.push(place);
  context.fillStyle = colourOf(box.label);
  context.beginPath();
  context.roundRect(place.left, place.top, place.right - place.left, line, 3);
  context.fill();
  context.fillStyle = INK;
  context.fillText(place.text, place.left + 4, place.top + line / 2 + 0.5);
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.top + b.line && b.top < a.top + a.line;
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}
