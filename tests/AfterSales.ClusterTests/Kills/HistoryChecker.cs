using AfterSales.FollowUps;
using AfterSales.Records;

namespace AfterSales.ClusterTests.Kills;

/// <summary>
/// Holds what was found against what the clients wrote down. Everything expected follows from their log alone: what was acknowledged is there, once,
/// with all that follows from it, and nothing else is.
/// </summary>
public static class HistoryChecker
{
    /// <summary>Of each mutation the event by which the journal has it.</summary>
    private static readonly Dictionary<string, string> EventOf = new()
    {
        ["registerCustomer"] = "CustomerRegistered", ["amendCustomer"] = "CustomerAmended", ["registerContact"] = "ContactRecorded", ["registerTicket"] = "TicketRegistered",
        ["addTicketNote"] = "InternalNoteAdded", ["sendTicketMessage"] = "CustomerMessageSent", ["assessTicket"] = "TicketAssessed", ["scheduleVisit"] = "VisitScheduled",
        ["departForVisit"] = "TechnicianDeparted", ["arriveOnSite"] = "TechnicianArrived", ["finishVisit"] = "VisitFinished", ["solveTicketRemotely"] = "TicketSolvedRemotely",
        ["completeTicket"] = "TicketCompleted", ["recordFollowUpCall"] = "FollowUpEnded", ["registerInstalledProduct"] = "ProductRegistered", ["makeContract"] = "ContractMade",
    };

    /// <summary>Where a ticket stands after a mutation.</summary>
    private static readonly Dictionary<string, string> StepAfter = new()
    {
        ["registerTicket"] = "REGISTERED", ["assessTicket"] = "ASSESSED", ["scheduleVisit"] = "SCHEDULED", ["departForVisit"] = "EN_ROUTE", ["arriveOnSite"] = "ON_SITE",
        ["finishVisit"] = "DONE", ["solveTicketRemotely"] = "SOLVED_REMOTELY", ["completeTicket"] = "COMPLETED",
    };

    /// <summary>What follows from a mutation, each once for the record it was about.</summary>
    private static readonly Dictionary<string, string[]> FollowsFrom = new()
    {
        ["registerTicket"] = ["contact Request"], ["sendTicketMessage"] = ["contact Notice"], ["scheduleVisit"] = ["task ContactCustomer", "appointment"],
        ["finishVisit"] = ["task ReportTrip"], ["completeTicket"] = ["task TellResult", "card", "call first"],
        ["recordFollowUpCall"] = ["contact FollowUp"], ["registerInstalledProduct"] = ["sale", "call thirdDay"], ["makeContract"] = ["message ContractExpiry", "task RenewContract"],
    };

    private static readonly string[] Counted =
        ["contact Request", "contact Notice", "contact FollowUp", "task ContactCustomer", "task ReportTrip", "task TellResult", "task RenewContract", "task EmergencyReported",
            "message ContractExpiry", "appointment", "card", "sale", "call first", "call second", "call thirdDay"];

    /// <summary>Whatever is wrong, as a sentence.</summary>
    public static IReadOnlyList<string> Check(ClientLog log, FoundHistory found) =>
    [
        .. EveryRequestHasOneAnswer(log),
        .. WhatWasAcknowledgedIsInTheJournalOnce(log, found),
        .. RecordsAreWhole(found),
        .. RequestsWereAppliedOnce(log, found),
        .. TicketsStandWhereTheyWereTold(log, found),
        .. WhatFollowsCameOnce(log, found),
        .. CallsWereRaisedOnce(found),
        .. found.Unrest.Select(unrest => $"Not at rest: {unrest}"),
        .. found.WrongFigures.Select(wrong => $"A figure is wrong: {wrong}"),
    ];

    private static IEnumerable<string> EveryRequestHasOneAnswer(ClientLog log)
    {
        var answers = log.Answered.ToLookup(answered => answered.RequestId);
        foreach (var id in log.Asked.Select(asked => asked.RequestId).Distinct())
        {
            var said = answers[id].Select(answered => $"{answered}").Distinct().ToArray();
            if (said.Length == 0) yield return $"{id} was never answered";
            if (said.Length > 1) yield return $"{id} was answered in more than one way: {string.Join("; ", said)}";
        }

        // The clients ask for nothing that may be refused: a refusal is the trace of a request that was done by halves or twice.
        var asked = log.Asked.DistinctBy(one => one.RequestId).ToDictionary(one => one.RequestId);
        foreach (var refused in log.Answered.Where(answered => answered.Refusal is not null))
            yield return $"{refused.RequestId}, {asked[refused.RequestId].Mutation} of {asked[refused.RequestId].Record}, was refused: {refused.Refusal}";
    }

    private static IEnumerable<string> WhatWasAcknowledgedIsInTheJournalOnce(ClientLog log, FoundHistory found)
    {
        var expected = Done(log).GroupBy(done => (RecordOf(done.Record), EventOf[done.Asked.Mutation])).ToDictionary(group => group.Key, group => group.Count());
        // What a customer says in a call opens what no client asked for by itself: a ticket of a fault, under the key that is made of the call's, and
        // what else the answer names.
        foreach (var call in Done(log).Where(done => done.Asked.Input.Contains("\"FAULT\"", StringComparison.Ordinal)))
            expected[(RecordKey.Derived(ITicketFollowUps.Prefix, $"{call.Record}:0:0"), "TicketRegistered")] = 1;
        foreach (var opened in Done(log).SelectMany(done => done.Opened).Where(key => key.StartsWith("enq-", StringComparison.Ordinal))) expected[(opened, "EnquiryTaken")] = 1;
        var events = EventOf.Values.Append("EnquiryTaken").ToHashSet();
        // Entries of the register that another record made, and calls that were answered, are counted with what follows.
        var there = found.Journal.Where(e => events.Contains(e.Name) && !(e.Name == "ContactRecorded" && !expected.ContainsKey((e.Record, e.Name))))
            .GroupBy(e => (e.Record, e.Name)).ToDictionary(group => group.Key, group => group.Count());
        foreach (var (key, count) in expected)
            if (there.GetValueOrDefault(key) is var is_ && is_ != count) yield return $"{key.Item1} has {is_} of {count} acknowledged {key.Item2}";
        foreach (var (key, count) in there)
            if (!expected.ContainsKey(key)) yield return $"{key.Record} has {count} {key.Name}, and nobody asked for it";
    }

    private static IEnumerable<string> RecordsAreWhole(FoundHistory found)
    {
        var journal = found.Journal.ToLookup(e => e.Record, e => e.Version);
        var states = found.Records.Select(record => record.Key).ToHashSet();
        foreach (var record in found.Records)
        {
            var versions = journal[record.Key].Distinct().Order().ToArray();
            if (!versions.SequenceEqual(Enumerable.Range(1, record.StateVersion))) yield return $"{record.Key} stands at {record.StateVersion}, and its journal has {string.Join(", ", versions)}";
            if (record.RowVersion != record.StateVersion) yield return $"{record.Key} stands at {record.StateVersion}, and its row at {record.RowVersion}";
        }

        foreach (var without in journal.Select(record => record.Key).Where(key => !states.Contains(key))) yield return $"{without} is in the journal and has no state";
    }

    private static IEnumerable<string> RequestsWereAppliedOnce(ClientLog log, FoundHistory found)
    {
        var handled = found.Handled.CountBy(id => id).ToDictionary();
        foreach (var done in Done(log))
            if (handled.GetValueOrDefault(done.Asked.RequestId) is var times && times != 1) yield return $"{done.Asked.RequestId} was applied {times} times";
    }

    private static IEnumerable<string> TicketsStandWhereTheyWereTold(ClientLog log, FoundHistory found)
    {
        var steps = found.Steps.ToDictionary(step => step.Ticket);
        foreach (var ticket in Done(log).Where(done => StepAfter.ContainsKey(done.Asked.Mutation)).GroupBy(done => done.Record))
        {
            var expected = StepAfter[ticket.MaxBy(done => done.At)!.Asked.Mutation];
            if (!steps.TryGetValue(ticket.Key, out var step)) yield return $"{ticket.Key} can't be read";
            else if (step.Answered != expected || step.Row != expected) yield return $"{ticket.Key} was told to be {expected}, is answered as {step.Answered} and listed as {step.Row}";
        }
    }

    private static IEnumerable<string> WhatFollowsCameOnce(ClientLog log, FoundHistory found)
    {
        var expected = new Dictionary<(string Kind, string About), int>();
        foreach (var done in Done(log))
        {
            foreach (var kind in FollowsFrom.GetValueOrDefault(done.Asked.Mutation, [])) Expect(kind, done.Record);
            if (done.Asked.Mutation == "registerTicket" && done.Asked.Input.Contains("\"isEmergency\":true", StringComparison.Ordinal)) Expect("task EmergencyReported", done.Record);
            if (done.Asked.Mutation == "recordFollowUpCall" && RecordOf(done.Record).StartsWith("t-", StringComparison.Ordinal)) Expect("call second", RecordOf(done.Record));
        }

        var there = found.Effects.Where(effect => Counted.Contains(effect.Kind)).GroupBy(effect => (effect.Kind, effect.About)).ToDictionary(group => group.Key, group => group.Count());
        foreach (var (key, count) in expected)
            if (there.GetValueOrDefault(key) is var is_ && is_ != count) yield return $"{key.About} is followed by {is_} of {count} {key.Kind}";
        foreach (var (key, count) in there)
            if (!expected.ContainsKey(key)) yield return $"{key.About} is followed by {count} {key.Kind} that nothing led to";
        foreach (var appointment in found.Effects.Where(effect => effect is { Kind: "appointment", State: "Held" or "Lapsed" })) yield return $"The appointment for {appointment.About} is {appointment.State}";

        void Expect(string kind, string about) => expected[(kind, about)] = expected.GetValueOrDefault((kind, about)) + 1;
    }

    /// <summary>The windows of the first calls, of the calls after a sale and of the notices of contracts were open when they were planned.</summary>
    private static IEnumerable<string> CallsWereRaisedOnce(FoundHistory found)
    {
        var raised = found.Journal.Where(e => e.Name is "FollowUpRaised" or "ExpiryNoticeMade").CountBy(e => e.Record).ToDictionary();
        var due = found.Effects.Where(effect => effect.Kind is "call first" or "call thirdDay").Select(call => RecordOf(call.Key))
            .Concat(found.Journal.Where(e => e.Name == "ContractMade").Select(e => e.Record));
        foreach (var record in due)
            if (raised.GetValueOrDefault(record) is var times && times != 1) yield return $"What was due of {record} was raised {times} times";
        foreach (var call in found.Effects.Where(effect => effect is { Kind: "call first" or "call thirdDay", State: "Planned" })) yield return $"{call.Key} is due and not raised";
    }

    /// <summary>What the clients were told was done.</summary>
    private static IEnumerable<(Asked Asked, string Record, DateTimeOffset At, IReadOnlyList<string> Opened)> Done(ClientLog log)
    {
        var asked = log.Asked.DistinctBy(one => one.RequestId).ToDictionary(one => one.RequestId);
        return log.Answered.Where(answered => answered is { Refusal: null, Record: not null }).DistinctBy(answered => answered.RequestId)
            .Select(answered => (asked[answered.RequestId], answered.Record!, answered.At, answered.Opened));
    }

    /// <summary>A call is a part of its ticket or sale, whose key stands before the slash.</summary>
    private static string RecordOf(string key) => key.Split('/')[0];
}
