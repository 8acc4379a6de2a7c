package io.daybook.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows mails in a browser, newest first. A mail's HTML is a stranger's, so it stays in a frame
 * that may neither run scripts nor reach the page around it.
 */
final class MailPage {
  private static final int MAX = 100;

  private MailPage() {}

  /** A page with the latest of these mails, which are given oldest first. */
  static String of(List<ReceivedMail> mails) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Mails</title>
        <style>
        body {margin: 1rem auto; max-width: 48rem; padding: 0 1rem; font: 1rem/1.5 sans-serif}
        article {margin: 2rem 0}
        h2, p {margin: 0 0 .25rem; overflow-wrap: anywhere}
        iframe {width: 100%%; height: 22rem; border: 1px solid #6b7280; resize: vertical}
        pre {white-space: pre-wrap; overflow-wrap: anywhere}
        </style>
        </head>
        <body>
        <h1>Mails</h1>
        <p>The latest %s of %s, newest first.</p>
        %s</body>
        </html>
        """
        .formatted(
            Math.min(MAX, mails.size()),
            mails.size(),
            mails.reversed().stream()
                .limit(MAX)
                .map(MailPage::article)
                .collect(Collectors.joining()));
  }

  private static String article(ReceivedMail mail) {
    var html = mail.html();
    return """
    <article>
    <h2>%s</h2>
    <p>To %s</p>
    %s<details%s><summary>Plain text</summary>
    <pre>%s</pre></details>
    </article>
    """
        .formatted(
            escape(mail.subject()),
            escape(mail.to()),
            html == null ? "" : frame(escape(mail.subject()), escape(html)),
            html == null ? " open" : "",
            escape(mail.text()));
  }

  private static String frame(String title, String document) {
    return "<iframe sandbox loading=\"lazy\" title=\"%s\" srcdoc=\"%s\"></iframe>\n"
        .formatted(title, document);
  }

  /** For text and for attributes in double quotes. */
  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
