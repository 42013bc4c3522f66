import { Link } from 'wouter';
import { dismiss, useNotices } from '../client/notices.js';

/** The outcomes of actions from pages that were left, shown over the current page. */
export function Notices() {
  const notices = useNotices();
  return (
    <section className="notices" aria-label="Notices" aria-live="polite">
      {notices.map(({ key, text, tone, link }) => (
        <div className="note" data-tone={tone} key={key}>
          <p>
            {text}
            {link && (
              <>
                {' '}
                <Link href={link.href} onClick={() => dismiss(key)}>
                  {link.text}
                </Link>
              </>
            )}
          </p>
          <button type="button" className="link-button small" onClick={() => dismiss(key)}>
            Close<span className="hidden-visually"> notice</span>
          </button>
        </div>
      ))}
    </section>
  );
}
