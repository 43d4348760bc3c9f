package io.millstream.analytics.testing

import android.app.Activity
import io.millstream.analytics.ClickstreamScreen

/** An Activity that is called as a test wants. */
public class TestActivity : Activity(), ClickstreamScreen {
    public var screen: String? = null
    private var isResumed = false

    override fun clickstreamScreenName(): String? = screen

    override fun onResume() {
        super.onResume()
        isResumed = true
    }

    override fun onPause() {
        super.onPause()
        isResumed = false
    }

    override fun hasWindowFocus(): Boolean = isResumed
}
