using System.Runtime.Versioning;
using Amazon.Lambda.RuntimeSupport.Streaming;

namespace Amazon.Lambda.Core.ResponseStreaming;

/// <summary>
/// Makes the stream that an invocation's answer is written to while the handler still runs. What the handler then returns is ignored.
/// At most one stream an invocation.
/// </summary>
[RequiresPreviewFeatures(PreviewMessage)]
public class LambdaResponseStreamFactory
{
    /// <summary>Amazon's package marks these types so, until its managed runtime has them; an executable may use them today.</summary>
    internal const string PreviewMessage =
        "Response streaming is a preview of Amazon.Lambda.Core; it works in functions that are deployed as executables. "
        + "Set EnablePreviewFeatures to true in the function's project file.";

    /// <summary>A stream of bytes, for callers of Lambda's InvokeWithResponseStream.</summary>
    /// <exception cref="InvalidOperationException">No invocation runs here, or it has a stream already.</exception>
    public static LambdaResponseStream CreateStream() => new(InvocationStream.Create(default));

    /// <summary>
    /// A stream of an HTTP response's body, for API Gateway and function URLs. The prelude is sent with the first write: an exception
    /// before it is the invocation's error, one after it ends the response that has begun.
    /// </summary>
    /// <param name="prelude">Status and headers, read now.</param>
    /// <exception cref="InvalidOperationException">No invocation runs here, or it has a stream already.</exception>
    public static LambdaResponseStream CreateHttpStream(HttpResponseStreamPrelude prelude)
    {
        ArgumentNullException.ThrowIfNull(prelude);
        return new LambdaResponseStream(InvocationStream.Create(prelude.ToByteArray()));
    }
}
