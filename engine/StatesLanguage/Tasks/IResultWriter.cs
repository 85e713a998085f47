namespace AiProxy.StatesLanguage.Tasks;

/// <summary>
/// Writes the results of a distributed Map where its ResultWriter says. Given to the engine by its host; called from any thread.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html"/>
public interface IResultWriter
{
    /// <summary>
    /// Writes one object, in place of one that is there: the results (<c>SUCCEEDED_0.json</c>, <c>FAILED_0.json</c>,
    /// <c>PENDING_0.json</c>) and, last, <c>manifest.json</c>. Whatever it throws is the cause of States.ResultWriterFailed.
    /// </summary>
    /// <param name="bucket">The Bucket that the ResultWriter names.</param>
    /// <param name="key">
    /// <c>Prefix/id of the Map Run/name</c>. The Prefix can come from an execution's input: who writes files has to see that they stay in
    /// their folder.
    /// </param>
    /// <param name="content">JSON, or JSON Lines, in UTF-8; at most 1 GiB.</param>
    /// <param name="cancellationToken">Fires when the execution ends.</param>
    /// <returns>When it is written.</returns>
    ValueTask WriteAsync(string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}
