using System.Text;
using AiProxy.Host.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AiProxy.Host.Tests.Endpoints;

public sealed class ChatCompletionsSinkTests
{
    // A write that is cancelled makes the server end the connection: the error event of a host that stops would never arrive.
    [Fact]
    public async Task WriteAsync_TokenThatHasFired_WritesAllTheSame()
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        var sink = new ChatCompletionsSink(context.Response);

        await sink.WriteAsync(": keep-alive\n\n"u8.ToArray(), new CancellationToken(canceled: true));

        Assert.Equal(": keep-alive\n\n", Encoding.UTF8.GetString(body.ToArray()));
    }
}
