package io.daybook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReceivedMailTest {

  @Test
  void text_html_and_headers_are_decoded() {
    var mail =
        parse(
            """
            Message-ID: <1@here>
            Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_=E2=80=93?=
             =?UTF-8?Q?_you?=
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            =C2=A35 =3D five
            and more

            --b
            Content-Type: text/html; charset=UTF-8
            Content-Transfer-Encoding: base64

            PHA+wqM1PC9wPg==
            --b--
            """);
    assertThat(mail)
        .isEqualTo(
            new ReceivedMail(
                "a@here",
                "b@there",
                "<1@here>",
                "Grüße – you",
                "£5 = five\nand more\n",
                "<p>£5</p>"));
  }

  @Test
  void a_mail_of_one_part_is_text() {
    var mail = parse("Message-ID: <2@here>\nSubject: Plain\n\nHello\n");
    assertThat(mail)
        .isEqualTo(new ReceivedMail("a@here", "b@there", "<2@here>", "Plain", "Hello\n", null));
  }

  @Test
  void parts_are_found_however_deep_and_attachments_are_none() {
    var mail =
        parse(
            """
            Content-Type: multipart/mixed; boundary="out"

            --out
            Content-Type: text/plain
            Content-Disposition: attachment

            attached
            --out
            Content-Type: multipart/alternative; boundary="in"

            --in
            Content-Type: text/plain

            plain
            --in
            Content-Type: text/html

            <b>html</b>
            --in--
            --out--
            """);
    assertThat(mail.text()).isEqualTo("plain");
    assertThat(mail.html()).isEqualTo("<b>html</b>");
    assertThat(mail.subject()).isEmpty();
  }

  @Test
  void a_mail_that_cannot_be_read_is_kept_as_it_came() {
    var mail = parse("Subject: S\nContent-Type: text/plain; charset=no-such\n\nHello\n");
    assertThat(mail.text()).contains("Subject: S").endsWith("\n\nHello\n");
    assertThat(mail.html()).isNull();
  }

  private static ReceivedMail parse(String lines) {
    var raw = lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return ReceivedMail.parse("a@here", "b@there", raw);
  }
}
