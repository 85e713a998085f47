using AiProxy.Contracts.Composition;
using AiProxy.Gateway.Http;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Gateway;

/// <summary>
/// The front door as a Lambda, behind API Gateway's REST proxy integration with response streaming: every answer is streamed, one that is whole in
/// one piece.
/// </summary>
internal sealed class GatewayFunction(FrontDoor door, RequestIds ids)
{
    /// <summary>Answers one request. What it answers is written to the response stream, and nothing is returned.</summary>
    [LambdaFunction]
    [Logging]
    public async Task Gateway(APIGatewayProxyRequest request, ILambdaContext context)
    {
        CancellationToken cancellationToken = (context as ICancellableInvocation)?.CancellationToken ?? CancellationToken.None;
        var sink = new LambdaResponseSink();
        if (request.RequestContext?.RequestId is { Length: > 0 } apiRequestId)
        {
            Logger.AppendKey("api_request_id", apiRequestId);
        }
        try
        {
            await door.AnswerAsync(ApiGatewayShell.Read(request, context.RemainingTime), sink, cancellationToken);
        }
        catch (Exception e) when (!sink.Begun && !cancellationToken.IsCancellationRequested)
        {
            // The entry point: API Gateway would answer a bare 502 for us, which no SDK can read.
            string requestId = ids.Next();
            GatewayLog.Unexpected(requestId, e);
            await HttpErrors.Internal(requestId).ToResponse(requestId).SendAsync(sink, cancellationToken);
        }
    }
}
