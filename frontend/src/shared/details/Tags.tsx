import classes from './Tags.module.css';

export function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className={classes.tags}>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          <bdi>{tag}</bdi>
        </span>
      ))}
    </span>
  );
}
