using AfterSales.Projects.Rules;

namespace AfterSales.Tests.Projects;

/// <summary>What the sources say comes before what in an installation project, each example with its line.</summary>
public sealed class MilestoneExamplesTests
{
    [Theory]
    [InlineData("S2 D 三.1: the site is measured before a team is asked for", ProjectMilestone.SiteMeasured, ProjectMilestone.TeamRequested)]
    [InlineData("S2 D 四: nothing is announced before the prepayment is there", ProjectMilestone.PrepaymentConfirmed, ProjectMilestone.ArrivalAnnounced)]
    [InlineData("S2 E 一: the service head decides over the team that was asked for", ProjectMilestone.TeamRequested, ProjectMilestone.TeamGranted)]
    [InlineData("S2 E 一: the team enters the site and checks it", ProjectMilestone.TeamGranted, ProjectMilestone.EntryCheckPassed)]
    [InlineData("S3 ⑹-3 一1: the customer hears of the goods before they come", ProjectMilestone.ArrivalAnnounced, ProjectMilestone.GoodsChecked)]
    [InlineData("S0 P5 I.1(5): the goods are checked and counted with the customer first", ProjectMilestone.GoodsChecked, ProjectMilestone.Installed)]
    [InlineData("S2 E 一: what is wrong with the site is put right before the work", ProjectMilestone.EntryCheckPassed, ProjectMilestone.Installed)]
    [InlineData("S0 P5 I.1(2): what was installed is tested as agreed", ProjectMilestone.Installed, ProjectMilestone.Tested)]
    [InlineData("S0 P5 I.1(6): the trial run ends when the tests have passed", ProjectMilestone.Tested, ProjectMilestone.TrialRunEnded)]
    [InlineData("S0 P2: nothing is accepted before the trial run has ended", ProjectMilestone.TrialRunEnded, ProjectMilestone.Accepted)]
    [InlineData("S2 C 三: training is given on what is installed", ProjectMilestone.Installed, ProjectMilestone.CustomerTrained)]
    [InlineData("S0 P4 二4–5: manual and certificate are handed out before the handover", ProjectMilestone.DocumentsDelivered, ProjectMilestone.HandedOver)]
    [InlineData("S0 P5 I.1(3): the customer is trained before the handover", ProjectMilestone.CustomerTrained, ProjectMilestone.HandedOver)]
    [InlineData("S2 D 十三: what was accepted is settled", ProjectMilestone.Accepted, ProjectMilestone.FinallySettled)]
    [InlineData("S2 D 十三: the feedback letter is there before the close", ProjectMilestone.FeedbackReceived, ProjectMilestone.Closed)]
    [InlineData("S2 D 十四: whom to call next time is confirmed before the close", ProjectMilestone.ContactsConfirmed, ProjectMilestone.Closed)]
    [InlineData("S2 D 十五: feedback is asked for after the handover", ProjectMilestone.HandedOver, ProjectMilestone.FeedbackReceived)]
    [InlineData("S2 D 十三: the account is settled before the project is closed", ProjectMilestone.FinallySettled, ProjectMilestone.Closed)]
    public void One_comes_before_the_other(string line, ProjectMilestone before, ProjectMilestone after) =>
        Assert.True(ProjectMilestones.NeededFor(after).Contains(before), line);
}
