using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace AiProxy.CallProvider.Tests;

/// <summary>A provider as the HTTP client sees it: answers from a list, and remembers what it was sent.</summary>
internal sealed class FakeProvider : HttpMessageHandler
{
    public const string Hello = """{"id":"chat-1","object":"chat.completion","model":"gpt-5.2-2026","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""";

    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = [];
    private readonly SemaphoreSlim _arrived = new(0);

    public ConcurrentQueue<string?> Keys { get; } = [];

    public ConcurrentQueue<string> Bodies { get; } = [];

    public ConcurrentQueue<Uri?> Urls { get; } = [];

    public int Calls => Bodies.Count;

    public FakeProvider Answers(string body, HttpStatusCode status = HttpStatusCode.OK) => Answers(new StringContent(body, Encoding.UTF8, "application/json"), status);

    public FakeProvider Answers(HttpContent content, HttpStatusCode status = HttpStatusCode.OK) =>
        Does(_ => Task.FromResult(new HttpResponseMessage(status) { Content = content }));

    public FakeProvider Hangs() => Does(async token =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException("unreachable");
    });

    public FakeProvider Throws(Exception exception) => Does(_ => Task.FromException<HttpResponseMessage>(exception));

    public FakeProvider Does(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    /// <summary>Completes when the next request has come.</summary>
    public Task ArrivalAsync() => _arrived.WaitAsync(TestContext.Current.CancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Keys.Enqueue(request.Headers.Authorization?.Parameter);
        Urls.Enqueue(request.RequestUri);
        Bodies.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
        if (!_answers.TryDequeue(out Func<CancellationToken, Task<HttpResponseMessage>>? answer))
        {
            throw new InvalidOperationException("One call more than the test expects.");
        }
        Task<HttpResponseMessage> response = answer(cancellationToken);
        _arrived.Release();
        return await response;
    }
}
