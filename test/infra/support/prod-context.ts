/** The values of a real deployment, at reserved names. */
export const prodContext = {
  stage: 'prod',
  portals: {
    'womens-support-2026': 'josei-shien.example.jp',
    'single-parent-2024': 'hitorioya.example.jp',
  },
  appDomain: 'app.mikata.example.jp',
  sender: 'chousa@mail.mikata.example.jp',
  replyTo: 'jimukyoku@mikata.example.jp',
  alarmMails: ['alarms@mikata.example.jp', 'deputy@mikata.example.jp'],
  editors: ['203.0.113.0/24', '2001:db8::/32'],
};
