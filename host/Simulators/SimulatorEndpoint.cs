using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using AiProxy.Simulators.Behaviours;
using AiProxy.Simulators.Calls;
using AiProxy.Simulators.Replies;
using Microsoft.AspNetCore.Http;

namespace AiProxy.Simulators;

/// <summary>Takes a call through what all formats share: log, behaviours, delay, answer.</summary>
internal sealed class SimulatorEndpoint(TimeProvider timeProvider, CallLog log, CancellationToken stopping)
{
    public const int MaxBodyBytes = 32 * 1024 * 1024;

    private const int MaxLoggedBodyBytes = 1024 * 1024;

    private const int DripPieces = 16;

    private const int HugeBytes = 32 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, int> _callsByModel = new(StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context, ISimulatedFormat format)
    {
        byte[] body = await ReadBodyAsync(context.Request, context.RequestAborted);
        var call = new HttpCall(context.Request.RouteValues["call"] as string ?? "", TryParse(body), context.Request.Headers);
        string modelName = format.ModelOf(call);
        CallLog.Entry entry = log.Add(new SimulatedCall
        {
            Number = 0,
            Format = format.Name,
            Model = modelName,
            Path = context.Request.Path.Value ?? "",
            ReceivedAt = timeProvider.GetUtcNow(),
            HasKey = context.Request.Headers.ContainsKey(format.KeyHeader),
            Body = body.Length <= MaxLoggedBodyBytes ? Encoding.UTF8.GetString(body) : null,
            Outcome = SimulatedOutcome.Pending,
        });

        // At once, not when the work notices: whoever cancels looks at the log right after.
        await using CancellationTokenRegistration gone = context.RequestAborted.Register(() => entry.End(SimulatedOutcome.Cancelled));
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await RespondAsync(context, format, call, modelName, entry, wanted.Token);
        }
        catch (OperationCanceledException) when (wanted.IsCancellationRequested)
        {
            // The client has gone, or the server stops: nobody reads an answer.
            entry.End(SimulatedOutcome.Cancelled);
            context.Abort();
        }
    }

    private async Task RespondAsync(
        HttpContext context, ISimulatedFormat format, HttpCall call, string modelName, CallLog.Entry entry, CancellationToken cancellationToken)
    {
        var stamp = new AnswerStamp(entry.Number, timeProvider.GetUtcNow());
        if (BehaviourParser.TryParse(modelName, out string? complaint) is not { } model)
        {
            await SendAsync(context, format.Error(SimulatedError.Invalid(complaint!, "model"), stamp), entry, cancellationToken);
            return;
        }
        Fault fault = FaultOfThisCall(format, model);
        if (model.Delay > TimeSpan.Zero)
        {
            await Task.Delay(model.Delay, timeProvider, cancellationToken);
        }
        // As the real ones do: who is not let in is not told what is wrong with the request.
        if (fault == Fault.Auth)
        {
            await SendAsync(context, format.Error(Faults.ErrorFor(fault, model), stamp), entry, cancellationToken);
            return;
        }
        if (format.Read(call, model, out SimulatedRequest? request) is { } refusal)
        {
            await SendAsync(context, format.Error(refusal, stamp), entry, cancellationToken);
            return;
        }
        await AnswerAsync(context, format, request!, fault, stamp, entry, cancellationToken);
    }

    private async Task AnswerAsync(
        HttpContext context,
        ISimulatedFormat format,
        SimulatedRequest request,
        Fault fault,
        AnswerStamp stamp,
        CallLog.Entry entry,
        CancellationToken cancellationToken)
    {
        Reply reply = Reply.To(request);
        SimulatedModel model = request.Model;
        switch (fault)
        {
            case Fault.None:
                SimulatedResponse answer = format.Answer(reply, request, stamp);
                await SendAsync(context, model.ContentType is { } type ? answer with { ContentType = type } : answer, entry, cancellationToken);
                break;
            case Fault.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken);
                break;
            case Fault.CutBefore:
                entry.End(SimulatedOutcome.Failed);
                context.Abort();
                break;
            case Fault.Redirect:
                await SendAsync(context, Faults.Redirect(), entry, cancellationToken, SimulatedOutcome.Failed);
                break;
            case Fault.Drip:
                await DripAsync(context, format.Answer(reply, request, stamp), model.DripPause, cancellationToken);
                entry.End(SimulatedOutcome.Answered, 200);
                break;
            case Fault.Huge:
                entry.End(SimulatedOutcome.Failed, model.Status ?? 200);
                await SendHugeAsync(context, model.Status ?? 200, cancellationToken);
                break;
            case Fault.Cut or Fault.Stall:
                await SendHalfAsync(context, format.Answer(reply, request, stamp), cancellationToken);
                if (fault == Fault.Stall)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken);
                }
                entry.End(SimulatedOutcome.Failed, 200);
                context.Abort();
                break;
            case Fault.BadJson:
                SimulatedResponse whole = format.Answer(reply, request, stamp);
                await SendAsync(context, whole with { Body = whole.Body[..(whole.Body.Length / 2)] }, entry, cancellationToken, SimulatedOutcome.Failed);
                break;
            case Fault.Empty:
                await SendAsync(context, new SimulatedResponse(model.Status ?? 200, default), entry, cancellationToken, SimulatedOutcome.Failed);
                break;
            case Fault.Html:
                await SendAsync(context, Faults.HtmlPage(model.Status ?? 502), entry, cancellationToken, SimulatedOutcome.Failed);
                break;
            case Fault.Blocked:
                await SendAsync(context, format.Blocked(reply, request, stamp), entry, cancellationToken, SimulatedOutcome.Failed);
                break;
            case Fault.NoChoices:
                await SendAsync(context, format.NoChoices(request, stamp), entry, cancellationToken, SimulatedOutcome.Failed);
                break;
            case Fault.ErrorUnderSuccess:
                SimulatedResponse error = format.Error(Faults.ErrorFor(fault, model), stamp);
                await SendAsync(context, error with { Status = 200 }, entry, cancellationToken, SimulatedOutcome.Failed);
                break;
            default:
                await SendAsync(context, format.Error(Faults.ErrorFor(fault, model), stamp), entry, cancellationToken);
                break;
        }
    }

    // Counted when the call comes in, so that calls at once fail as often as calls in a row.
    private Fault FaultOfThisCall(ISimulatedFormat format, SimulatedModel model)
    {
        if (model.FailTimes is not { } times)
        {
            return model.Fault;
        }
        int number = _callsByModel.AddOrUpdate($"{format.Name}/{model.FullName}", 1, (_, before) => before + 1);
        return number <= times ? model.Fault : Fault.None;
    }

    private static async Task SendAsync(
        HttpContext context, SimulatedResponse response, CallLog.Entry entry, CancellationToken cancellationToken, SimulatedOutcome? outcome = null)
    {
        // Before it is sent: whoever has the answer must find it in the log.
        entry.End(outcome ?? (response.Status < 300 ? SimulatedOutcome.Answered : SimulatedOutcome.Failed), response.Status);
        Prepare(context, response);
        await context.Response.Body.WriteAsync(response.Body, cancellationToken);
    }

    private static async Task SendHalfAsync(HttpContext context, SimulatedResponse response, CancellationToken cancellationToken)
    {
        Prepare(context, response);
        await context.Response.Body.WriteAsync(response.Body[..(response.Body.Length / 2)], cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private async Task DripAsync(HttpContext context, SimulatedResponse response, TimeSpan pause, CancellationToken cancellationToken)
    {
        Prepare(context, response);
        int size = Math.Max(1, response.Body.Length / DripPieces);
        for (int at = 0; at < response.Body.Length; at += size)
        {
            await Task.Delay(pause, timeProvider, cancellationToken);
            await context.Response.Body.WriteAsync(response.Body.Slice(at, Math.Min(size, response.Body.Length - at)), cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }
    }

    // Without a length, so that only who reads finds out.
    private static async Task SendHugeAsync(HttpContext context, int status, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        byte[] piece = new byte[64 * 1024];
        piece.AsSpan().Fill((byte)' ');
        for (int sent = 0; sent < HugeBytes; sent += piece.Length)
        {
            await context.Response.Body.WriteAsync(piece, cancellationToken);
        }
    }

    private static void Prepare(HttpContext context, SimulatedResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        foreach ((string name, string value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, MaxBodyBytes));
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }

    private static JsonElement? TryParse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
