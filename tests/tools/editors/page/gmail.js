import { lines } from "./lines.js";

/** As Gmail's: what it shows is what is sent, with signature and quote in the same box below the person's words. */
export function mount(box, changed) {
  const field = document.createElement("div");
  field.contentEditable = "true";
  field.setAttribute("g_editable", "true");
  field.innerHTML = '<div dir="ltr"><div><br></div><br clear="all"><div><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Sam Porter<br>Porter &amp; Daughters</div></div></div>'
    + '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Thu, Dana Whitfield wrote:<br></div><blockquote class="gmail_quote">Would you take a quick demo call?</blockquote></div>';
  box.append(field);
  field.addEventListener("input", changed);
  const signature = field.querySelector(".gmail_signature");
  const below = (node) => node === signature.parentElement;
  return {
    field: () => field,
    // One empty line stands between them and the signature.
    text: () => lines(field, below).replace(/\n$/, ""),
    rest: () => signature.parentElement.outerHTML + field.querySelector(".gmail_quote").outerHTML,
  };
}
