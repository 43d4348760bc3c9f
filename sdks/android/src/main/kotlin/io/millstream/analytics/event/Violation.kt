package io.millstream.analytics.event

/** A broken rule of names and values: a code of the event protocol, and words (at most 256 characters). */
internal class Violation(val code: Int, what: String, name: String) {
    val message: String = firstCharacters("$what: $name", MAX_MESSAGE)

    private companion object {
        const val MAX_MESSAGE = 256
    }
}

/** What is left of checked input, and what was wrong. */
internal class Checked<T>(val kept: T, val violations: List<Violation>)

/** Characters, not UTF-16 units: an emoji counts once. */
internal fun characterCount(text: String): Int = text.codePointCount(0, text.length)

/** Cuts [text] to [limit] characters, never through the middle of one. */
internal fun firstCharacters(text: String, limit: Int): String =
    if (characterCount(text) <= limit) text else text.substring(0, text.offsetByCodePoints(0, limit))
