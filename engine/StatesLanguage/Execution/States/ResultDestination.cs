using System.Buffers;
using System.Globalization;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>Where the results of one run of a distributed Map are written; without a bucket they are not.</summary>
internal readonly record struct ResultDestination(string? Bucket, string Prefix)
{
    /// <summary>Step Functions allows 5 GB, which is more than an array holds.</summary>
    private const int MaxFileBytes = 1 << 30;

    private static readonly string[] Statuses = ["FAILED", "PENDING", "SUCCEEDED"];

    public static bool TryPrepare(Flow flow, DistributedNode distributed, out ResultDestination destination)
    {
        destination = default;
        if (distributed.Writer is not { } writer)
        {
            return true;
        }

        if (writer.IsEmpty)
        {
            return Fail(flow, "The field 'ResultWriter' cannot be empty");
        }

        if (writer.Resource is null)
        {
            return true;
        }

        Value arguments = default;
        if (distributed.WriterArguments is { } template && !template.TryEvaluate(flow, out arguments))
        {
            return false;
        }

        var members = arguments.Kind == ValueKind.Object ? arguments.AsObject() : ObjectValue.Empty;
        if (!members.TryGetValue("Bucket", out var bucket) || bucket.Kind != ValueKind.String || bucket.AsString().Length == 0)
        {
            return Fail(flow, "The ResultWriter's Bucket must be a string that is not empty");
        }

        if (!members.TryGetValue("Prefix", out var prefix))
        {
            prefix = Value.From("");
        }

        if (prefix.Kind != ValueKind.String)
        {
            return Fail(flow, "The ResultWriter's Prefix must be a string");
        }

        if (flow.Run.Options.ResultWriter is null)
        {
            return Fail(flow, $"No result writer is given to the engine, so '{writer.Resource}' cannot write.");
        }

        destination = new ResultDestination(bucket.AsString(), prefix.AsString());
        return true;
    }

    /// <summary>Writes the files and, when all of them are there, the manifest.</summary>
    /// <param name="flow">The Map's flow.</param>
    /// <param name="definition">How they are written.</param>
    /// <param name="mapRunArn">The run.</param>
    /// <param name="children">What became of every child.</param>
    /// <returns>The state's result; undefined if something could not be written, with the reason in <see cref="Flow.Failure"/>.</returns>
    public async ValueTask<Value> WriteAsync(Flow flow, ResultWriterDefinition definition, string mapRunArn, IReadOnlyList<ChildResult> children)
    {
        var run = mapRunArn[(mapRunArn.LastIndexOf(':') + 1)..];
        var folder = Prefix.Length == 0 || Prefix.EndsWith('/') ? $"{Prefix}{run}/" : $"{Prefix}/{run}/";
        var manifest = folder + "manifest.json";
        try
        {
            var files = new Dictionary<string, Value>(StringComparer.Ordinal)
            {
                ["SUCCEEDED"] = await WriteAsync(flow, definition, folder + "SUCCEEDED", children.Where(child => child.IsSucceeded)).ConfigureAwait(false),
                ["FAILED"] = await WriteAsync(
                    flow, definition, folder + "FAILED", children.Where(child => !child.IsSucceeded && !child.IsPending)).ConfigureAwait(false),
                ["PENDING"] = await WriteAsync(flow, definition, folder + "PENDING", children.Where(child => child.IsPending)).ConfigureAwait(false),
            };
            await PutAsync(flow, manifest, Manifest(mapRunArn, files)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The host's code: whatever it throws is the writer's failure.
        catch (Exception exception)
        {
            Fail(flow, exception.Message);
            return default;
        }
#pragma warning restore CA1031

        var details = new ObjectBuilder(2).Add("Bucket", Value.From(Bucket)).Add("Key", Value.From(manifest)).Build();
        return Value.From(new ObjectBuilder(2)
            .Add("MapRunArn", Value.From(mapRunArn))
            .Add("ResultWriterDetails", Value.From(details))
            .Build());
    }

    /// <returns>The keys and sizes of what was written.</returns>
    private async ValueTask<Value> WriteAsync(
        Flow flow, ResultWriterDefinition definition, string name, IEnumerable<ChildResult> children)
    {
        var written = new ArrayBuilder();
        foreach (var content in ResultText.Pack(MapResults.Transform(children, definition.Transformation), definition.IsLines, MaxFileBytes))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{name}_{written.Count}.json");
            await PutAsync(flow, key, content).ConfigureAwait(false);
            written.Add(Value.From(new ObjectBuilder(2).Add("Key", Value.From(key)).Add("Size", Value.From(content.Length)).Build()));
        }

        return Value.From(written.Build());
    }

    private ValueTask PutAsync(Flow flow, string key, ReadOnlyMemory<byte> content) =>
        flow.Run.Options.ResultWriter!.WriteAsync(Bucket!, key, content, flow.Cancellation.Token);

    private ReadOnlyMemory<byte> Manifest(string mapRunArn, Dictionary<string, Value> files)
    {
        var lists = new ObjectBuilder(Statuses.Length);
        foreach (var status in Statuses)
        {
            lists.Add(status, files[status]);
        }

        var text = new ArrayBufferWriter<byte>();
        Value.From(new ObjectBuilder(3)
            .Add("DestinationBucket", Value.From(Bucket))
            .Add("MapRunArn", Value.From(mapRunArn))
            .Add("ResultFiles", Value.From(lists.Build()))
            .Build()).WriteTo(text);
        return text.WrittenMemory;
    }

    private static bool Fail(Flow flow, string cause)
    {
        flow.Failure = ErrorText.Failure(ErrorNames.ResultWriterFailed, cause);
        return false;
    }
}
