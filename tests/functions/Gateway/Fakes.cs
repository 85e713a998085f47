using System.Collections.Immutable;
using System.Text;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Gateway.Idempotency;
using AiProxy.Gateway.Workflows;

namespace AiProxy.Gateway.Tests;

/// <summary>Ends every execution as it is told, and remembers what it was started with.</summary>
internal sealed class RecordingRunner : IWorkflowRunner
{
    public WorkflowOutcome Outcome { get; set; } = new(WorkflowStatus.Succeeded, """{"statusCode":200,"headers":{},"body":"{}"}"""u8.ToArray());

    public Exception? Failure { get; set; }

    /// <summary>What an execution waits for; null: nothing.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public int Runs { get; private set; }

    /// <summary>Done once an execution has been started.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan? TimeLeft { get; private set; }

    public string? Workflow { get; private set; }

    public WorkflowInput? Input { get; private set; }

    public static WorkflowOutcome Answer(int status, string body) => new(
        WorkflowStatus.Succeeded, Encoding.UTF8.GetBytes($$"""{"statusCode":{{status}},"headers":{"aiproxy-winner":"a"},"body":"{{System.Text.Json.JsonEncodedText.Encode(body)}}"}"""));

    public async Task<WorkflowOutcome> RunAsync(string workflow, WorkflowInput input, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        Runs++;
        (Workflow, Input, TimeLeft) = (workflow, input, timeLeft);
        Started.TrySetResult();
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }
        return Failure is null ? Outcome : throw Failure;
    }
}

/// <summary>Payloads in memory.</summary>
internal sealed class DictionaryPayloadStore : IPayloadStore
{
    public Dictionary<string, ReadOnlyMemory<byte>> Stored { get; } = [];

    public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        string reference = $"{requestId}/{Stored.Count}";
        Stored.Add(reference, utf8Json);
        return Task.FromResult(reference);
    }

    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => Task.FromResult(Stored[reference]);
}

/// <summary>Records in memory, as a store that several processes share; it can be told to fail.</summary>
internal sealed class MemoryRequestRecords : IRequestRecords
{
    private readonly Dictionary<string, (RequestClaim Claim, HttpAnswer? Answer)> _records = [];

    public Exception? ClaimFailure { get; set; }

    public Exception? AnswerFailure { get; set; }

    public int Count => _records.Count;

    /// <summary>How often somebody tried to claim a record.</summary>
    public int Looks { get; private set; }

    public Task<ClaimOutcome> ClaimAsync(RequestClaim claim, CancellationToken cancellationToken)
    {
        Looks++;
        if (ClaimFailure is not null)
        {
            return Task.FromException<ClaimOutcome>(ClaimFailure);
        }
        if (_records.TryGetValue(claim.Key, out (RequestClaim Claim, HttpAnswer? Answer) record)
            && record.Claim.Expires > claim.Now
            && (record.Answer is not null || record.Claim.HeldUntil > claim.Now))
        {
            return Task.FromResult<ClaimOutcome>(record.Answer is { } answer
                ? new ClaimOutcome.Answered(record.Claim.BodyHash, answer)
                : new ClaimOutcome.Held(record.Claim.BodyHash));
        }
        _records[claim.Key] = (claim, null);
        return Task.FromResult<ClaimOutcome>(new ClaimOutcome.Claimed());
    }

    public Task<bool> AnswerAsync(string key, string owner, HttpAnswer answer, CancellationToken cancellationToken)
    {
        if (AnswerFailure is not null)
        {
            return Task.FromException<bool>(AnswerFailure);
        }
        bool isOwner = _records.TryGetValue(key, out (RequestClaim Claim, HttpAnswer? Answer) record) && record.Claim.Owner == owner;
        if (isOwner)
        {
            _records[key] = (record.Claim, answer);
        }
        return Task.FromResult(isOwner);
    }

    public Task ReleaseAsync(string key, string owner, CancellationToken cancellationToken)
    {
        if (_records.TryGetValue(key, out (RequestClaim Claim, HttpAnswer? Answer) record) && record.Claim.Owner == owner && record.Answer is null)
        {
            _records.Remove(key);
        }
        return Task.CompletedTask;
    }
}

/// <summary>Keeps what was sent.</summary>
internal sealed class MemorySink : IResponseSink
{
    private readonly List<byte> _body = [];

    public int? Status { get; private set; }

    public ImmutableSortedDictionary<string, string> Headers { get; private set; } = ImmutableSortedDictionary<string, string>.Empty;

    public long? Length { get; private set; }

    /// <summary>Thrown by the next write: the client has gone.</summary>
    public Exception? WriteFailure { get; set; }

    public string Body
    {
        get
        {
            lock (_body)
            {
                return Encoding.UTF8.GetString(_body.ToArray());
            }
        }
    }

    public void Begin(int status, ImmutableSortedDictionary<string, string> headers, long? length)
    {
        Assert.Null(Status);
        (Status, Headers, Length) = (status, headers, length);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Assert.NotNull(Status);
        if (WriteFailure is not null)
        {
            return ValueTask.FromException(WriteFailure);
        }
        lock (_body)
        {
            _body.AddRange(bytes.Span);
        }
        return ValueTask.CompletedTask;
    }
}
