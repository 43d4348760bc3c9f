package io.millstream.analytics.testing

import android.app.Activity
import io.millstream.analytics.ClickstreamScreen

/** An Activity that is called as a test wants. */
public class TestActivity : Activity(), ClickstreamScreen {
    public var screen: String? = null

    override fun clickstreamScreenName(): String? = screen
}
