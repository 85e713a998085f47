using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Merge.Answers;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Merge;

/// <summary>The Lambda that ends a workflow: answers and failures into one HTTP response.</summary>
internal sealed class MergeFunction(Merger merger)
{
    /// <summary>Makes the response.</summary>
    /// <returns>The workflow's output: the answer, or an error that names each target.</returns>
    [LambdaFunction]
    [Logging(CorrelationIdPath = "/requestId")]
    public async Task<HttpAnswer> Merge(MergeInput input, ILambdaContext context)
    {
        CancellationToken cancellationToken = (context as ICancellableInvocation)?.CancellationToken ?? CancellationToken.None;
        (HttpAnswer answer, MergedAnswer merged) = await merger.MergeAsync(input, cancellationToken);
        Log.Settled(merged);
        Log.Merged(answer, merged);
        return answer;
    }
}
