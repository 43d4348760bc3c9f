package io.millstream.analytics.event

/** Codes of one kind of name. */
internal class NameCodes(val what: String, val tooLong: Int, val invalid: Int)

internal val eventNameCodes = NameCodes("event name", tooLong = 1002, invalid = 1001)
internal val attributeNameCodes = NameCodes("attribute name", tooLong = 2001, invalid = 2002)
internal val userAttributeNameCodes = NameCodes("user attribute name", tooLong = 3002, invalid = 3003)
internal val itemKeyCodes = NameCodes("item key", tooLong = 4004, invalid = 4005)

private const val MAX_NAME = 50
private const val NOT_FINITE = 2005
private const val NOT_SCALAR = 2006
private val nameShape = Regex("[A-Za-z_][A-Za-z0-9_]*")

/** Judges a name; null is fine. */
internal fun checkName(name: String, codes: NameCodes): Violation? = when {
    characterCount(name) > MAX_NAME -> Violation(codes.tooLong, "${codes.what} longer than $MAX_NAME", name)
    !nameShape.matches(name) -> Violation(codes.invalid, "${codes.what} invalid", name)
    else -> null
}

/** Judges a value that is not null; null is fine. */
internal fun checkValue(name: String, value: Any, maxCharacters: Int, tooLong: Int): Violation? = when (value) {
    is String -> if (characterCount(value) > maxCharacters) Violation(tooLong, "value longer than $maxCharacters", name) else null
    is Double -> if (value.isInfinite() || value.isNaN()) Violation(NOT_FINITE, "value not finite", name) else null
    is Float -> if (value.isInfinite() || value.isNaN()) Violation(NOT_FINITE, "value not finite", name) else null
    is Boolean, is Long, is Int, is Short, is Byte -> null
    else -> Violation(NOT_SCALAR, "value is no text, number or boolean", name)
}
