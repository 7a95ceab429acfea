//! The browser's extension interface, as far as Demur uses it. Firefox knows it by the same name.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Reads the local area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    pub async fn local_get(keys: &JsValue) -> Result<JsValue, JsValue>;
    /// Writes the local area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    pub async fn local_set(items: &JsValue) -> Result<JsValue, JsValue>;
    /// Forgets keys of the local area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = remove, catch)]
    pub async fn local_remove(keys: &JsValue) -> Result<JsValue, JsValue>;
    /// Reads the synchronised area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "sync"], js_name = get, catch)]
    pub async fn sync_get(keys: &JsValue) -> Result<JsValue, JsValue>;
    /// Writes the synchronised area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "sync"], js_name = set, catch)]
    pub async fn sync_set(items: &JsValue) -> Result<JsValue, JsValue>;
    /// Forgets keys of the synchronised area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "sync"], js_name = remove, catch)]
    pub async fn sync_remove(keys: &JsValue) -> Result<JsValue, JsValue>;
    /// Reads what an organisation has preset. Refused where nothing is managed.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "managed"], js_name = get, catch)]
    pub async fn managed_get(keys: &JsValue) -> Result<JsValue, JsValue>;
    /// Runs something while no other page or worker of the extension runs anything under the same name.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    pub async fn alone(name: &str, work: &Closure<dyn FnMut() -> js_sys::Promise>) -> Result<JsValue, JsValue>;

    /// Reads the session area, which lives in memory.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    pub async fn session_get(key: &str) -> Result<JsValue, JsValue>;
    /// Reads all of the session area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    pub async fn session_all(keys: &JsValue) -> Result<JsValue, JsValue>;
    /// Writes the session area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = set, catch)]
    pub async fn session_set(items: &JsValue) -> Result<JsValue, JsValue>;
    /// Forgets the whole session area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = clear, catch)]
    pub async fn session_clear() -> Result<JsValue, JsValue>;
    /// Forgets a key of the session area.
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = remove, catch)]
    pub async fn session_remove(key: &str) -> Result<JsValue, JsValue>;

    /// A text of `_locales` by its key; empty if there is none.
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage, catch)]
    pub fn message(key: &str) -> Result<String, JsValue>;

    /// The extension's own name among all.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = id, thread_local_v2)]
    static ID: String;
    /// The address of a file of the extension.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    pub fn url(path: &str) -> String;
    /// Asks the worker.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    pub async fn ask_worker(message: &JsValue) -> Result<JsValue, JsValue>;
    /// Opens the settings page.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = openOptionsPage, catch)]
    pub async fn open_settings() -> Result<JsValue, JsValue>;

    /// Finds tabs.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    pub async fn tabs_query(what: &JsValue) -> Result<JsValue, JsValue>;
    /// Opens a tab.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    pub async fn tabs_create(what: &JsValue) -> Result<JsValue, JsValue>;
    /// Changes a tab: brings it to the front.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = update, catch)]
    pub async fn tabs_update(tab: f64, what: &JsValue) -> Result<JsValue, JsValue>;
    /// Tells every frame of a tab.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage, catch)]
    pub async fn tell_tab(tab: f64, message: &JsValue) -> Result<JsValue, JsValue>;
    /// Tells one frame of a tab.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage, catch)]
    pub async fn tell_frame(tab: f64, message: &JsValue, options: &JsValue) -> Result<JsValue, JsValue>;

    /// Opens a line to one frame of a tab.
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = connect, catch)]
    pub fn connect(tab: f64, options: &JsValue) -> Result<Port, JsValue>;
    /// A line to a frame.
    #[derive(Debug, Clone)]
    pub type Port;
    /// What comes over it.
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    pub fn on_message(this: &Port) -> Event;
    /// That it has ended.
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    pub fn on_disconnect(this: &Port) -> Event;
    /// Something that the extension interface tells of.
    #[derive(Debug, Clone)]
    pub type Event;
    /// Listens.
    #[wasm_bindgen(method, js_name = addListener)]
    pub fn listen(this: &Event, listener: &JsValue);

    /// Runs the page script in a tab.
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = executeScript, catch)]
    pub async fn run_in_tab(what: &JsValue) -> Result<JsValue, JsValue>;
    /// Adds the page script's style to a tab.
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = insertCSS, catch)]
    pub async fn style_tab(what: &JsValue) -> Result<JsValue, JsValue>;

    /// Takes it away again.
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = removeCSS, catch)]
    pub async fn unstyle_tab(what: &JsValue) -> Result<JsValue, JsValue>;

    /// Registers page scripts for sites that have been granted. Throws at once what it does not know.
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = registerContentScripts, catch)]
    pub fn register_scripts(what: &JsValue) -> Result<js_sys::Promise, JsValue>;
    /// Which page scripts are registered.
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = getRegisteredContentScripts, catch)]
    pub async fn registered_scripts() -> Result<JsValue, JsValue>;
    /// Takes page scripts back.
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = unregisterContentScripts, catch)]
    pub async fn unregister_scripts(what: &JsValue) -> Result<JsValue, JsValue>;

    /// Asks the person for sites. Has to be called in the very event that a press of theirs raised.
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    pub fn permissions_request(what: &JsValue) -> Result<js_sys::Promise, JsValue>;
    /// Gives sites back.
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = remove, catch)]
    pub async fn permissions_remove(what: &JsValue) -> Result<JsValue, JsValue>;
    /// What has been granted.
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = getAll, catch)]
    pub async fn permissions_all() -> Result<JsValue, JsValue>;

    /// Writes on the toolbar button.
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeText, catch)]
    pub async fn badge_text(what: &JsValue) -> Result<JsValue, JsValue>;
    /// Colours what is written there.
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeBackgroundColor, catch)]
    pub async fn badge_colour(what: &JsValue) -> Result<JsValue, JsValue>;

    /// Which page the toolbar button opens; none where the string is empty.
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setPopup, catch)]
    pub async fn popup(what: &JsValue) -> Result<JsValue, JsValue>;
    /// What the toolbar button is called.
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setTitle, catch)]
    pub async fn title(what: &JsValue) -> Result<JsValue, JsValue>;

    /// Forgets what stands in the context menu.
    #[wasm_bindgen(js_namespace = ["chrome", "contextMenus"], js_name = removeAll, catch)]
    pub async fn menu_clear() -> Result<JsValue, JsValue>;
    /// Adds to the context menu.
    #[wasm_bindgen(js_namespace = ["chrome", "contextMenus"], js_name = create)]
    pub fn menu_add(what: &JsValue) -> JsValue;
}

/// The extension's own name among all.
pub fn id() -> String {
    ID.with(Clone::clone)
}
