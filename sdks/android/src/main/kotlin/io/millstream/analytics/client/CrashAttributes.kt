package io.millstream.analytics.client

import io.millstream.analytics.event.firstCharacters
import java.io.PrintWriter
import java.io.StringWriter

/** Attributes of `_app_exception`. */
internal fun crashAttributes(problem: Throwable): Map<String, Any> {
    val stack = StringWriter().also { problem.printStackTrace(PrintWriter(it)) }.toString()
    return mapOf(
        "_exception_message" to firstCharacters(problem.message ?: problem.javaClass.name, MAX_CRASH_TEXT),
        "_exception_stack" to firstCharacters(stack, MAX_CRASH_TEXT),
    )
}

private const val MAX_CRASH_TEXT = 4_096
