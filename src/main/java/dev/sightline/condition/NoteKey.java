package dev.sightline.condition;

/**
 * Whose note it is.
 *
 * @param node which condition of a rule, see {@link Notes}
 * @param subject of what
 */
public record NoteKey(long node, Subject subject) {}
