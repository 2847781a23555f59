// The icons that templates may name; add one here and run `npm run vendor`.
export const ICONS = [
  "account_balance", "account_circle", "add", "add_circle", "alarm", "arrow_back", "arrow_downward", "arrow_forward",
  "arrow_upward", "assessment", "attach_file", "attach_money", "autorenew", "build", "calendar_today",
  "campaign", "cancel", "check", "check_circle", "check_circle_outline", "chevron_left", "chevron_right",
  "close", "construction", "content_copy", "delete", "edit", "error", "error_outline", "event", "expand_less",
  "expand_more", "file_download", "file_present", "file_upload", "filter_list", "fingerprint", "flag",
  "folder", "folder_open", "forum", "grid_view", "group_add", "groups", "help_outline", "highlight_off",
  "history", "home", "hourglass_empty", "identification", "info", "info_outline", "insights", "language",
  "launch", "lightbulb_outline", "link", "list", "local_police", "location_city", "lock", "lock_open",
  "lock_outline", "login", "logout", "mail", "mail_outline", "map", "menu", "more_horiz", "navigate_before",
  "navigate_next", "notifications", "notifications_none", "people", "person", "phone", "print",
  "priority_high", "public", "push_pin", "radio_button_unchecked", "remove", "remove_circle", "report", "save_alt", "schedule",
  "school", "science", "search", "security", "send", "settings", "shield", "sort_arrow", "star", "support",
  "support_agent", "timer", "topic", "translate", "trending_down", "trending_up", "undo", "unfold_more",
  "update", "upload_file", "verified", "verified_user", "visibility", "visibility_off", "warning", "work",
];
