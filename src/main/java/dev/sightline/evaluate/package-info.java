/**
 * How good detections are: they are matched with ground truth class by class, and what that gives is averaged.
 *
 * <pre>
 * LabeledImages ─┐
 *                ├─▶ ClassBoxes ─ Matching ─▶ Verdicts ─▶ PrecisionRecall ─ AveragePrecision ─▶ EvaluationReport
 * ScoredImages ──┘   a label      right or wrong?         a curve           a number           Markdown, JSON, PNG
 * </pre>
 */
@NullMarked
package dev.sightline.evaluate;

import org.jspecify.annotations.NullMarked;
