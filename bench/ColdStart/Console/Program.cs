Console.WriteLine("started");
