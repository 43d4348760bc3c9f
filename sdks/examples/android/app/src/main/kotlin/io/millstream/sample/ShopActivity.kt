package io.millstream.sample

import android.app.Activity
import android.os.Bundle
import android.widget.Button
import android.widget.LinearLayout
import io.millstream.analytics.ClickstreamAnalytics
import io.millstream.analytics.ClickstreamAnalytics.Attr
import io.millstream.analytics.ClickstreamAnalytics.Item
import io.millstream.analytics.ClickstreamEvent
import io.millstream.analytics.ClickstreamItem

/** A shop of four buttons; each shows one call of the SDK. */
class ShopActivity : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        intent.dataString?.let(ClickstreamAnalytics::recordDeepLink)
        val buttons = LinearLayout(this).apply { orientation = LinearLayout.VERTICAL }
        buttons.addButton(R.string.buy, ::buy)
        buttons.addButton(R.string.sign_in) { ClickstreamAnalytics.setUserId("ann") }
        buttons.addButton(R.string.sign_out) { ClickstreamAnalytics.setUserId(null) }
        buttons.addButton(R.string.send, ClickstreamAnalytics::flushEvents)
        setContentView(buttons)
    }

    private fun buy() {
        val tea = ClickstreamItem.builder().add(Item.ITEM_ID, "tea-1").add(Item.PRICE, 12.5).add(Item.QUANTITY, 1).build()
        ClickstreamAnalytics.recordEvent(
            ClickstreamEvent.builder()
                .name("order_paid")
                .add(Attr.VALUE, 12.5)
                .add(Attr.CURRENCY, "EUR")
                .setItems(arrayOf(tea))
                .build(),
        )
    }

    private fun LinearLayout.addButton(text: Int, act: () -> Unit) {
        addView(Button(context).apply {
            setText(text)
            setOnClickListener { act() }
        })
    }
}
