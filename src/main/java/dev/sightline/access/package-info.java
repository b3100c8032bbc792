/**
 * Who may look: tokens that are named in the settings, and those that an OpenID Connect server has signed.
 *
 * <pre>
 * token ─▶ Admission ─ Token (its SHA-256)
 *               └──── SignedTokens (OIDC) ─▶ Visitor: a role, the cameras that are seen
 * </pre>
 */
@NullMarked
package dev.sightline.access;

import org.jspecify.annotations.NullMarked;
