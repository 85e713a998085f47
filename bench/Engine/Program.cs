using AiProxy.Bench.Engine;

// A line a measurement on standard output; see ../shared/bench/README.md for the method and the peers' figures.
return args switch
{
    ["asl", .. var rest] => await AslBench.RunAsync(rest),
    ["heap", .. var rest] => await HeapBench.RunAsync(rest),
    ["json"] => JsonBench.Run(),
    ["jsonata", .. var rest] => JsonataBench.Run(rest.FirstOrDefault()),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Engine -- asl [DIR] | jsonata [FILE] | heap [DIR] | json");
    return 2;
}
